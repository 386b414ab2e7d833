#include "id_list.hpp"

#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace hubmine::store {

void IdListWriter::add(std::int64_t id) {
    std::array<char, 20> digits{};
    char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), id).ptr;
    if (text_.size() > 1) {
        text_ += ',';
    }
    text_.append(digits.data(), end);
}

std::string IdListWriter::finish() {
    text_ += ']';
    std::string finished = std::move(text_);
    text_.assign(1, '[');
    return finished;
}

std::optional<std::int64_t> next_id(const Database& database, std::string_view& rest) {
    if (rest.empty() || rest == "[]" || rest == "]") {
        rest = {};
        return std::nullopt;
    }
    std::int64_t id = 0;
    const char* const end = rest.data() + rest.size();
    const bool begins = rest.front() == '[' || rest.front() == ',';
    const auto [after, error] = std::from_chars(rest.data() + 1, end, id);
    if (!begins || error != std::errc() || id < 0 || after == end ||
        (*after != ',' && (*after != ']' || after + 1 != end))) {
        database.damaged("a list of numbers is none");
    }
    rest.remove_prefix(static_cast<std::size_t>(after - rest.data()));
    return id;
}

std::optional<std::pair<std::int64_t, std::int64_t>> next_pair(const Database& database,
                                                               std::string_view& rest) {
    if (rest.empty() || rest == "[]" || rest == "]") {
        rest = {};
        return std::nullopt;
    }
    const std::size_t end = rest.find(']');
    const bool begins = rest.front() == '[' || rest.front() == ',';
    if (!begins || end == std::string_view::npos || end + 1 == rest.size()) {
        database.damaged("a list of pairs is none");
    }
    std::string_view pair = rest.substr(1, end);
    rest.remove_prefix(end + 1);
    const std::optional<std::int64_t> first = next_id(database, pair);
    const std::optional<std::int64_t> second = next_id(database, pair);
    if (!first || !second || next_id(database, pair)) {
        database.damaged("a list of pairs is none");
    }
    return std::pair(*first, *second);
}

std::set<std::int64_t> id_set(const Database& database, std::string_view text) {
    std::set<std::int64_t> ids;
    for_each_id(database, text, [&ids](std::int64_t id) { ids.insert(id); });
    return ids;
}

}  // namespace hubmine::store
