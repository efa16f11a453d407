// JsonWriter appends JSON to a string as fast as it can be copied.
//
//   std::string out;
//   JsonWriter json(out);
//   json.begin_object();
//   json.key("name").string("Zhipu \"AI\"");
//   json.key("span").begin_array();
//   json.number(5120);
//   json.number(5128);
//   json.end_array();
//   json.end_object();                        // {"name":"Zhipu \"AI\"","span":[5120,5128]}
//
// It places the commas; that keys stand in objects and values behind keys is the caller's business.
// Strings are UTF-8 and are written as they are, save what JSON must have escaped (quote, backslash,
// bytes below 0x20). Not for several threads at once; the string outlives the writer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace copydesk {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  // A key is a plain ASCII word of the schema: nothing in it is escaped.
  JsonWriter& key(std::string_view name);
  void string(std::string_view text);
  void number(std::uint64_t value);
  void boolean(bool value) { literal(value ? "true" : "false"); }
  void null() { literal("null"); }
  // JSON text that is ready to be written: "2500000.5".
  void literal(std::string_view json);

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string& out_;
  bool after_value_ = false;
};

// Puts U+FFFD where `text` (from byte `start`) is no UTF-8, so that what a file's name may hold never
// makes a line that is no JSON. Costs a validation (13 GB/s) where all is well.
void make_valid_utf8(std::string& text, std::size_t start = 0);

}  // namespace copydesk
