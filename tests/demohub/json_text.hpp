#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// JSON handled as text: the demo Hub mostly copies slices of what it holds, which costs a tenth of
/// parsing and printing.
namespace hubmine::demohub {

/// The members of one JSON object as slices of its text. The text must outlive it.
class RawObject {
  public:
    using Member = std::pair<std::string_view, std::string_view>;

    /// Throws core::Error when the text is not a JSON object as far as slicing needs.
    explicit RawObject(std::string_view text);

    /// The value's text, or absent.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const;
    /// The value when it is a string, unescaped.
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    /// The value when it is a number, cut to an integer.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
    /// True when the value is `true`.
    [[nodiscard]] bool is_true(std::string_view key) const;
    [[nodiscard]] const std::vector<Member>& members() const& { return members_; }
    [[nodiscard]] std::vector<Member> members() && { return std::move(members_); }

  private:
    std::vector<Member> members_;
};

/// The elements of a JSON array as slices of its text; empty when it is not an array.
[[nodiscard]] std::vector<std::string_view> array_elements(std::string_view text);

/// The strings of a JSON array, unescaped; other elements are passed over.
[[nodiscard]] std::vector<std::string> string_elements(std::string_view text);

/// A JSON string with its quotes.
[[nodiscard]] std::string json_string(std::string_view text);

/// The reverse of json_string. Absent when it is not a JSON string.
[[nodiscard]] std::optional<std::string> from_json_string(std::string_view json);

/// A JSON array of strings.
[[nodiscard]] std::string json_array(const std::vector<std::string>& texts);

/// The object's text with some members set; those that it has keep their place, new ones follow at
/// the end. A value that is empty removes the member.
[[nodiscard]] std::string with_members(
    std::string_view object, const std::vector<std::pair<std::string, std::string>>& changes);

}  // namespace hubmine::demohub
