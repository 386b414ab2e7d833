#include "hubmine/store/upkeep.hpp"

#include "as_of.hpp"
#include "database.hpp"
#include "hex.hpp"
#include "id_list.hpp"
#include "repo_writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace hubmine::store {

namespace {

enum : std::size_t {
    kId,
    kLicense,
    kTags,
    kGated,
    kSdk,
    kPipelineTag,
    kDisabled,
    kLikes,
    kDownloads,
    kDownloadsAllTime,
    kToldFields
};

/// What a repository was like at one snapshot; values as the tables hold them.
struct Then {
    bool present = false;
    std::array<std::optional<std::string>, kToldFields> values;
};

std::optional<std::string> as_text(const std::optional<std::int64_t>& number) {
    return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

class Differ {
  public:
    Differ(Database& database, const DiffQuery& query, const std::function<void(DiffRow)>& visit)
        : database_(database),
          query_(query),
          visit_(visit),
          from_(database, query.from),
          to_(database, query.to) {
        for (std::size_t field = 0; field < kToldFields; ++field) {
            wanted_.at(field) =
                query.fields.empty() || std::find(query.fields.begin(), query.fields.end(),
                                                  diff_fields().at(field)) != query.fields.end();
        }
    }

    void run() {
        Statement repos(database_,
                        "SELECT r.repo_id, r.kind, r.first_snapshot, r.hub_id, r.id, r.license, "
                        "r.tags, r.gated, r.sdk, r.pipeline_tag, r.disabled, s.likes, s.downloads, "
                        "s.downloads_all_time FROM repo AS r "
                        "CROSS JOIN repo_state AS s ON s.repo_id = r.repo_id ORDER BY r.repo_id");
        while (repos.step()) {
            const auto kind = repos.kind(1);
            if (std::find(query_.kinds.begin(), query_.kinds.end(), kind) != query_.kinds.end()) {
                compare(repos, kind);
            }
        }
    }

  private:
    static Then read(const Statement& row, AsOf& as_of) {
        AsOf::Past past = as_of.of(row.integer(0), row.integer(2));
        Then then{.present = past.present};
        const auto number = [&](const auto& earlier, int column) {
            return as_text(earlier ? *earlier : row.maybe_integer(column));
        };
        then.values[kId] = past.id ? std::move(*past.id) : std::string(row.text(4));
        then.values[kLicense] = number(past.license, 5);
        then.values[kTags] = past.tags ? std::move(*past.tags) : row.maybe_text(6);
        then.values[kGated] = number(past.gated, 7);
        then.values[kSdk] = number(past.sdk, 8);
        then.values[kPipelineTag] = number(past.pipeline_tag, 9);
        then.values[kDisabled] = number(past.disabled, 10);
        const AsOf::Metrics now{.likes = row.maybe_integer(11),
                                .downloads = row.maybe_integer(12),
                                .downloads_all_time = row.maybe_integer(13)};
        const AsOf::Metrics metrics = past.metrics.value_or(now);
        then.values[kLikes] = as_text(metrics.likes);
        then.values[kDownloads] = as_text(metrics.downloads);
        then.values[kDownloadsAllTime] = as_text(metrics.downloads_all_time);
        return then;
    }

    void compare(const Statement& row, core::Kind kind) {
        Then before = read(row, from_);
        Then after = read(row, to_);
        if (!before.present && !after.present) {
            return;
        }
        DiffRow base{.kind = kind,
                     .id = *(after.present ? after : before).values[kId],
                     .hub_id = unpack_hex(row, 3)};
        if (before.present && after.present) {
            compare_values(base, before, after);
        } else if (query_.fields.empty()) {
            const bool known = row.integer(2) <= query_.from;
            base.change = !after.present ? "removed" : known ? "restored" : "added";
            visit_(std::move(base));
        }
    }

    void compare_values(const DiffRow& base, const Then& before, const Then& after) {
        for (std::size_t field = 0; field < kToldFields; ++field) {
            if (wanted_.at(field) &&
                differ(field, before.values.at(field), after.values.at(field))) {
                DiffRow changed = base;
                changed.change = field == kId ? "renamed" : "changed";
                changed.field = diff_fields().at(field);
                if (query_.values && field == kTags) {
                    changed.new_value =
                        tag_changes(before.values.at(field), after.values.at(field));
                } else if (query_.values) {
                    changed.old_value = shown(field, before.values.at(field));
                    changed.new_value = shown(field, after.values.at(field));
                }
                visit_(std::move(changed));
            }
        }
    }

    using TagIds = std::set<std::int64_t>;

    /// Tags are a set: the order in which the Hub lists them says nothing.
    bool differ(std::size_t field, const std::optional<std::string>& before,
                const std::optional<std::string>& after) const {
        return before != after &&
               (field != kTags || id_set(database_, before) != id_set(database_, after));
    }

    /// "+en +fr -de"; a tag with a blank in it stands in quotation marks.
    std::string tag_changes(const std::optional<std::string>& before,
                            const std::optional<std::string>& after) {
        const TagIds old_ids = id_set(database_, before);
        const TagIds new_ids = id_set(database_, after);
        std::vector<std::string> words = signed_tags('+', new_ids, old_ids);
        const std::vector<std::string> gone = signed_tags('-', old_ids, new_ids);
        words.insert(words.end(), gone.begin(), gone.end());
        return fmt::format("{}", fmt::join(words, " "));
    }

    std::vector<std::string> signed_tags(char sign, const TagIds& ids, const TagIds& without) {
        std::vector<std::string> words;
        for (const std::int64_t id : ids) {
            if (!without.contains(id)) {
                const std::string tag =
                    text_of("tag", "SELECT value FROM tag WHERE tag_id = ?", std::to_string(id));
                const bool blank = tag.find(' ') != std::string::npos;
                words.push_back(sign + (blank ? '"' + tag + '"' : tag));
            }
        }
        std::sort(words.begin(), words.end());
        return words;
    }

    /// A value as a person reads it: interned text spelt out.
    std::optional<std::string> shown(std::size_t field, const std::optional<std::string>& value) {
        const bool is_label =
            field == kLicense || field == kGated || field == kSdk || field == kPipelineTag;
        if (value && is_label) {
            return text_of("label", "SELECT value FROM label WHERE label_id = ?", *value);
        }
        return value;
    }

    std::string text_of(const char* table, const char* sql, const std::string& id) {
        const auto query = database_.cached(sql);
        query->bind(id);
        if (!query->step()) {
            database_.damaged(fmt::format("something speaks of row {} of {}", id, table));
        }
        return std::string(query->text(0));
    }

    Database& database_;
    const DiffQuery& query_;
    const std::function<void(DiffRow)>& visit_;
    AsOf from_;
    AsOf to_;
    std::array<bool, kToldFields> wanted_{};
};

}  // namespace

const std::vector<std::string>& diff_fields() {
    static const std::vector<std::string> fields{
        "id",           "license",  "tags",  "gated",     "sdk",
        "pipeline_tag", "disabled", "likes", "downloads", "downloads_all_time"};
    return fields;
}

void visit_differences(Store& store, const DiffQuery& query,
                       const std::function<void(DiffRow)>& visit) {
    const ReadView consistent(store.database());
    Differ(store.database(), query, visit).run();
}

std::vector<DiffRow> diff_snapshots(Store& store, const DiffQuery& query) {
    std::vector<DiffRow> rows;
    visit_differences(store, query, [&rows](DiffRow row) { rows.push_back(std::move(row)); });
    std::sort(rows.begin(), rows.end(), [](const DiffRow& a, const DiffRow& b) {
        return std::tie(a.kind, a.id, a.hub_id, a.change, a.field) <
               std::tie(b.kind, b.id, b.hub_id, b.change, b.field);
    });
    return rows;
}

}  // namespace hubmine::store
