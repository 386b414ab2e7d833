#pragma once

#include "hubmine/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::core {

/// What the next value of a document is.
enum class JsonType { kNull, kBoolean, kNumber, kString, kArray, kObject, kInvalid };

/// Pull reader over one JSON document (RFC 8259) for hostile input. A general parser refuses a
/// whole page of a thousand rows for one lone surrogate or one invalid byte, and forgets where a
/// value stood; this one replaces such text by U+FFFD, hands out raw slices, and nests without
/// recursion, so no depth can exhaust the stack. A violation of the grammar makes the reader fail
/// for good: every later call is neutral and failed() says so.
class JsonReader {
  public:
    explicit JsonReader(std::string_view text);

    [[nodiscard]] bool failed() const { return failed_; }
    /// Values that were there but not of the wanted type. `null` counts as absent, not as wrong.
    [[nodiscard]] std::int64_t malformed() const { return malformed_; }
    void count_malformed() { ++malformed_; }

    [[nodiscard]] JsonType peek();
    /// True when the document ends here (white space aside); anything else makes the reader fail.
    [[nodiscard]] bool at_end();

    /// Calls `member(key)` for each member; it must consume exactly one value. Anything but an
    /// object is skipped as malformed.
    template <typename Member>
    void object(Member&& member) {
        if (!open(JsonType::kObject, '{')) {
            return;
        }
        for (bool more = !close('}'); more && !failed_; more = more_after_value('}')) {
            const std::string key = read_string();
            expect(':');
            if (!failed_) {
                member(std::string_view(key));
            }
        }
    }

    /// Calls `element()` for each element; it must consume exactly one value. Anything but an array
    /// is skipped as malformed.
    template <typename Element>
    void array(Element&& element) {
        if (!open(JsonType::kArray, '[')) {
            return;
        }
        for (bool more = !close(']'); more && !failed_; more = more_after_value(']')) {
            element();
        }
    }

    /// Each consumes one value; absent when it is null or not of that type.
    [[nodiscard]] std::optional<std::string> text();
    [[nodiscard]] std::optional<bool> boolean();
    /// Any number that lies in the range, fractions rounded: the Hub's counts are typed as floats.
    [[nodiscard]] std::optional<std::int64_t> integer();
    /// A whole number of something: below zero or above `most` it is malformed.
    [[nodiscard]] std::optional<std::int64_t> count(std::int64_t most);
    /// A whole number from zero to `most`, `15e5` and `1500000.0` included; what has a fraction is
    /// malformed too.
    [[nodiscard]] std::optional<std::int64_t> whole(std::int64_t most);
    [[nodiscard]] std::optional<double> real();
    /// A text that is a time.
    [[nodiscard]] std::optional<Timestamp> time();
    /// The texts of an array; elements of another type are left out and counted.
    [[nodiscard]] std::optional<std::vector<std::string>> texts();

    /// Consumes one value of any kind, checking its grammar.
    void skip();
    /// The same, and says where it stood; `depth` receives how deep it nests (a scalar is 0).
    [[nodiscard]] std::string_view raw(std::size_t* depth = nullptr);

  private:
    bool open(JsonType wanted, char bracket);
    bool close(char bracket);
    bool more_after_value(char bracket);
    void expect(char wanted);
    bool accept(char wanted);
    void fail() { failed_ = true; }
    void skip_space();
    void skip_scalar();
    void skip_string();
    void skip_key(char closer);
    bool step_in(std::string& closers, std::size_t& deepest);
    void step_on(std::string& closers);
    void skip_literal(std::string_view word);
    [[nodiscard]] std::string_view number_text();
    /// From the opening to the closing quote; sets `plain` when it is ASCII without escapes.
    [[nodiscard]] std::string_view string_slice(bool& plain);
    [[nodiscard]] std::string read_string();

    std::string_view text_;
    std::size_t at_ = 0;
    bool failed_ = false;
    std::int64_t malformed_ = 0;
};

}  // namespace hubmine::core
