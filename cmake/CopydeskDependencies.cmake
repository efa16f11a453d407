# Every library the project uses, each as one imported target.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(fmt REQUIRED)
find_package(md4c REQUIRED)  # its CMake files need libmd4c-html0-dev too
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED)
find_package(tl-expected REQUIRED)
find_package(yaml-cpp REQUIRED)

# Debian ships these with pkg-config files only.
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(uchardet REQUIRED IMPORTED_TARGET uchardet)

# CLD2 ships neither.
find_library(CLD2_LIBRARY cld2 REQUIRED)
find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
add_library(cld2 INTERFACE IMPORTED)
target_link_libraries(cld2 INTERFACE ${CLD2_LIBRARY})
target_include_directories(cld2 SYSTEM INTERFACE ${CLD2_INCLUDE_DIR})

if(COPYDESK_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  find_package(valijson REQUIRED)
endif()
if(COPYDESK_BENCH)
  pkg_check_modules(marisa REQUIRED IMPORTED_TARGET marisa)
endif()
