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

std::set<std::int64_t> id_set(const Database& database, std::string_view text) {
    std::set<std::int64_t> ids;
    for_each_id(database, text, [&ids](std::int64_t id) { ids.insert(id); });
    return ids;
}

}  // namespace hubmine::store
