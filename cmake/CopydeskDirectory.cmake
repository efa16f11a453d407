# copydesk_directory(NAME [DEPENDS target...]): the static library copydesk_NAME made of the .cc
# files of this directory (and of SUBDIRECTORIES), with the project's warnings on.
add_library(copydesk_warnings INTERFACE)
target_compile_options(copydesk_warnings INTERFACE -Wall -Wextra -Werror
  # g++ 12 -O3 warns of overlapping copies inside std::string (its bug 105651).
  $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
target_include_directories(copydesk_warnings INTERFACE ${PROJECT_SOURCE_DIR})

function(copydesk_directory name)
  cmake_parse_arguments(arg "" "" "DEPENDS;SUBDIRECTORIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  foreach(subdirectory IN LISTS arg_SUBDIRECTORIES)
    file(GLOB more CONFIGURE_DEPENDS ${subdirectory}/*.cc)
    list(APPEND sources ${more})
  endforeach()
  if(sources)
    add_library(copydesk_${name} STATIC ${sources})
    target_link_libraries(copydesk_${name} PUBLIC copydesk_warnings ${arg_DEPENDS})
  else()
    add_library(copydesk_${name} INTERFACE)
    target_link_libraries(copydesk_${name} INTERFACE copydesk_warnings ${arg_DEPENDS})
  endif()
endfunction()

# Tests are built to be built quickly, and the undefined-behaviour sanitizer watches what they call, not them.
add_library(copydesk_test_options INTERFACE)
target_compile_options(copydesk_test_options INTERFACE -O1)
if(CMAKE_CXX_FLAGS MATCHES "undefined")
  target_compile_options(copydesk_test_options INTERFACE -fno-sanitize=undefined)
endif()

# copydesk_test(NAME [DEPENDS target...]): one test binary test_NAME from the *_test.cc files here.
function(copydesk_test name)
  cmake_parse_arguments(arg "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *_test.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE ${arg_DEPENDS} copydesk_test_support copydesk_test_options GTest::gtest GTest::gmock GTest::gtest_main)
  gtest_discover_tests(test_${name} DISCOVERY_MODE PRE_TEST)
endfunction()
