#include "told_values.hpp"

#include "id_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hubmine::store {

std::optional<std::string> ToldValues::told(Holds holds, const ColumnValue& value) {
    const std::optional<std::int64_t> number = value.integer();
    if (number && holds == Holds::kLabel) {
        return text_of("label", "SELECT value FROM label WHERE label_id = ?", *number);
    }
    if (number) {
        return std::to_string(*number);
    }
    return value.is_null() ? std::nullopt : std::optional(std::string(value.text()));
}

std::string ToldValues::tag_changes(const ColumnValue& before, const ColumnValue& after) {
    const TagIds old_ids = id_set(database_, before.text());
    const TagIds new_ids = id_set(database_, after.text());
    std::vector<std::string> words = signed_tags('+', new_ids, old_ids);
    const std::vector<std::string> gone = signed_tags('-', old_ids, new_ids);
    words.insert(words.end(), gone.begin(), gone.end());
    return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> ToldValues::signed_tags(char sign, const TagIds& ids,
                                                 const TagIds& without) {
    std::vector<std::string> words;
    for (const std::int64_t id : ids) {
        if (!without.contains(id)) {
            const std::string tag = text_of("tag", "SELECT value FROM tag WHERE tag_id = ?", id);
            const bool blank = tag.find(' ') != std::string::npos;
            words.push_back(sign + (blank ? '"' + tag + '"' : tag));
        }
    }
    std::sort(words.begin(), words.end());
    return words;
}

std::string ToldValues::text_of(const char* table, const char* sql, std::int64_t id) {
    const auto query = database_.cached(sql);
    query->bind(id);
    if (!query->step()) {
        database_.damaged(fmt::format("something speaks of row {} of {}", id, table));
    }
    return std::string(query->text(0));
}

}  // namespace hubmine::store
