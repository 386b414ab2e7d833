#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/text_map.hpp"
#include "hubmine/core/time.hpp"

#include "database.hpp"
#include "search_texts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hubmine::store {

/// What a search reads of one repository. Views live until the next one is read.
struct SearchRow {
    std::int64_t repo_id = 0;
    core::Kind kind = core::Kind::kModel;
    std::string_view id;
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> downloads;
    std::optional<std::int64_t> parameters;
    std::optional<core::Timestamp> created_at;
    std::string_view license;  ///< empty = none
    std::string_view pipeline_tag;
    std::string_view library_name;
    std::string_view card;
    std::string_view description;
    std::vector<std::string_view> tags;
    /// pipeline_tag, else what tags of a dataset tell.
    std::vector<std::string_view> tasks;

    [[nodiscard]] SearchTexts texts(const core::TextMap<std::string>& language_names) const;
};

/// Repositories of a store for a search, one by one.
class SearchRows {
  public:
    explicit SearchRows(Database& database);
    /// False when there is no such repository.
    [[nodiscard]] bool find(std::int64_t repo_id, SearchRow& row);

  private:
    /// Texts by number, each read once.
    class Interned {
      public:
        Interned(Database& database, const char* sql) : query_(database, sql) {}
        [[nodiscard]] std::string_view text(std::int64_t number);

      private:
        Statement query_;
        std::unordered_map<std::int64_t, std::string> texts_;
    };

    void read(const Statement& from, SearchRow& row);
    [[nodiscard]] std::string_view label(const Statement& from, int column);

    Database& database_;
    Statement one_;
    Interned tags_;
    Interned labels_;
};

}  // namespace hubmine::store
