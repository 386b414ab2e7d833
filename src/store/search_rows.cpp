#include "search_rows.hpp"

#include "id_list.hpp"

#include <fmt/format.h>

namespace hubmine::store {

namespace {

constexpr std::string_view kColumns =
    "SELECT r.repo_id, r.kind, r.id, s.likes, s.downloads, r.parameters, r.created_at, r.license, "
    "r.pipeline_tag, r.library_name, c.card, d.description, r.tags "
    "FROM repo_state AS s CROSS JOIN repo AS r ON r.repo_id = s.repo_id "
    "LEFT JOIN repo_card AS c ON c.repo_id = s.repo_id "
    "LEFT JOIN repo_description AS d ON d.repo_id = s.repo_id WHERE ";

}  // namespace

SearchTexts SearchRow::texts(const core::TextMap<std::string>& language_names) const {
    SearchTexts texts;
    texts.name = words_of_id(id);
    for (const std::string_view tag : tags) {
        add_words(texts.tags, tag);
    }
    add_words(texts.tags, pipeline_tag);
    add_words(texts.tags, library_name);
    add_card_texts(card, language_names, texts);
    add_words(texts.text, description);
    return texts;
}

SearchRows::SearchRows(Database& database)
    : database_(database),
      one_(database, fmt::format("{}s.repo_id = ?", kColumns)),
      tags_(database, "SELECT value FROM tag WHERE tag_id = ?"),
      labels_(database, "SELECT value FROM label WHERE label_id = ?") {}

bool SearchRows::find(std::int64_t repo_id, SearchRow& row) {
    one_.reset();
    one_.bind(repo_id);
    if (!one_.step()) {
        return false;
    }
    read(one_, row);
    return true;
}

std::string_view SearchRows::Interned::text(std::int64_t number) {
    const auto found = texts_.find(number);
    if (found != texts_.end()) {
        return found->second;
    }
    query_.reset();
    query_.bind(number);
    if (!query_.step()) {
        query_.database().damaged(fmt::format("no text has the number {}", number));
    }
    return texts_.emplace(number, std::string(query_.text(0))).first->second;
}

std::string_view SearchRows::label(const Statement& from, int column) {
    return from.is_null(column) ? std::string_view() : labels_.text(from.integer(column));
}

void SearchRows::read(const Statement& from, SearchRow& row) {
    constexpr std::string_view kTaskTag = "task_categories:";
    row.repo_id = from.integer(0);
    row.kind = from.kind(1);
    row.id = from.text(2);
    row.likes = from.maybe_count(3);
    row.downloads = from.maybe_count(4);
    row.parameters = from.maybe_integer(5);
    row.created_at = from.maybe_time(6);
    row.license = label(from, 7);
    row.pipeline_tag = label(from, 8);
    row.library_name = label(from, 9);
    row.card = from.text(10);
    row.description = from.text(11);
    row.tags.clear();
    row.tasks.clear();
    if (!row.pipeline_tag.empty()) {
        row.tasks.push_back(row.pipeline_tag);
    }
    for_each_id(database_, from.text(12), [&](std::int64_t tag) {
        const std::string_view text = row.tags.emplace_back(tags_.text(tag));
        if (row.kind == core::Kind::kDataset && text.starts_with(kTaskTag)) {
            row.tasks.push_back(text.substr(kTaskTag.size()));
        }
    });
}

}  // namespace hubmine::store
