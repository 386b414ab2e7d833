#include "second_copy.hpp"

#include <fmt/format.h>

namespace hubmine::store {

TextCheck TextCheck::of_index(Database& database, const char* index_sql) {
    TextCheck index;
    const auto rows = database.cached(index_sql);
    while (rows->step()) {
        index.add(rows->integer(0), rows->text(1));
    }
    return index;
}

void TextCheck::compare(const TextCheck& index, const Database& database,
                        std::string_view table) const {
    if (index.sum_ != sum_) {
        database.damaged(fmt::format("the texts of {} are not those of its index", table));
    }
}

void load_texts(Database& database, const InternedTexts& from, Positions& positions,
                core::Texts& texts) {
    for_each_text(database, from, [&](std::int64_t row_id, std::string_view text) {
        // Numbers have no gaps, but nothing here relies on it.
        positions.set(row_id, static_cast<std::uint32_t>(texts.size()));
        texts.push_back(text);
    });
}

std::optional<HeldCheck::Difference> HeldCheck::difference() const {
    for (std::size_t i = 0; i < held_.size(); ++i) {
        if (held_[i] != kUnknown && held_[i] != loaded_[i]) {
            return Difference{
                .position = static_cast<std::uint32_t>(i), .held = held_[i], .loaded = loaded_[i]};
        }
    }
    return std::nullopt;
}

}  // namespace hubmine::store
