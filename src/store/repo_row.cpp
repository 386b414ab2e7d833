#include "repo_row.hpp"

#include "clean_text.hpp"
#include "id_list.hpp"
#include "milliseconds.hpp"

#include <algorithm>
#include <cstring>

namespace hubmine::store {

namespace {

/// Mixes eight bytes at a time; multiplication and shift as in the finalizer of MurmurHash3.
class ContentHash {
  public:
    void add(std::uint64_t value) {
        state_ = (state_ ^ value) * 0xFF51AFD7ED558CCDULL;
        state_ ^= state_ >> 32U;
    }
    void add(std::string_view text) {
        add(text.size());
        while (text.size() >= sizeof(std::uint64_t)) {
            add(word(text.substr(0, sizeof(std::uint64_t))));
            text.remove_prefix(sizeof(std::uint64_t));
        }
        add(word(text));
    }
    template <typename T>
    void add(const std::optional<T>& value) {
        add(std::uint64_t{value ? 1U : 0U});
        if (value) {
            add_value(*value);
        }
    }
    [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(state_); }

  private:
    static std::uint64_t word(std::string_view bytes) {
        std::uint64_t result = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            result |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8U * i);
        }
        return result;
    }
    void add_value(const std::string& text) { add(std::string_view(text)); }
    void add_value(bool value) { add(std::uint64_t{value ? 1U : 0U}); }
    void add_value(std::int64_t value) { add(static_cast<std::uint64_t>(value)); }
    void add_value(core::Timestamp time) { add_value(time.time_since_epoch().count()); }
    void add_value(const hub::BaseModel& model) {
        add_value(model.id);
        add_value(model.relation);
    }
    template <typename T>
    void add_value(const std::vector<T>& values) {
        add(std::uint64_t{values.size()});
        for (const T& value : values) {
            add_value(value);
        }
    }

    std::uint64_t state_ = 0x9E3779B97F4A7C15ULL;
};

std::optional<std::int64_t> number(const std::optional<bool>& flag) {
    return flag ? std::optional<std::int64_t>(*flag ? 1 : 0) : std::nullopt;
}

std::optional<std::int64_t> label(const std::optional<std::string>& text, Names& names) {
    return text && !text->empty() ? std::optional(names.labels.id(*text)) : std::nullopt;
}

std::optional<std::string> cleaned(const std::optional<std::string>& text) {
    std::string buffer;
    return text ? std::optional(std::string(clean(*text, buffer))) : std::nullopt;
}

std::string tag_ids(const std::vector<std::string>& tags, Names& names) {
    IdListWriter ids;
    for (const std::string& tag : tags) {
        ids.add(names.tags.id(tag));
    }
    return ids.finish();
}

/// The licence stands between the first and the second colon of the first `license:` tag.
std::optional<std::int64_t> license_of(const std::vector<std::string>& tags, Names& names) {
    constexpr std::string_view kPrefix = "license:";
    for (const std::string& tag : tags) {
        if (tag.starts_with(kPrefix)) {
            std::string_view name = std::string_view(tag).substr(kPrefix.size());
            name = name.substr(0, name.find(':'));
            return name.empty() ? std::nullopt : std::optional(names.labels.id(name));
        }
    }
    return std::nullopt;
}

std::optional<std::string> target_ids(const std::optional<std::vector<std::string>>& ids,
                                      core::Kind kind, Names& names) {
    if (!ids) {
        return std::nullopt;
    }
    std::vector<std::int64_t> seen;
    IdListWriter list;
    for (const std::string& name : *ids) {
        const std::int64_t id = names.targets.id(kind, name, true);
        if (std::find(seen.begin(), seen.end(), id) == seen.end()) {
            seen.push_back(id);
            list.add(id);
        }
    }
    return list.finish();
}

std::string base_model_ids(const std::vector<hub::BaseModel>& models, Names& names) {
    std::string text;
    for (const hub::BaseModel& model : models) {
        IdListWriter pair;
        pair.add(names.targets.id(core::Kind::kModel, model.id, false));
        pair.add(model.relation.empty() ? 0 : names.labels.id(model.relation));
        text += text.empty() ? "" : ",";
        text += pair.finish();
    }
    return "[" + text + "]";
}

}  // namespace

std::int64_t TargetInterner::id(core::Kind kind, std::string_view name, bool by_space) {
    TextMap<Known>& known = known_.at(static_cast<std::size_t>(kind));
    if (rollbacks_ != database_.rollbacks() || known.size() > kMostRemembered) {
        rollbacks_ = database_.rollbacks();
        for (TextMap<Known>& map : known_) {
            map.clear();
        }
    }
    const std::string_view wanted = clean(name, buffer_);
    const auto found = known.find(wanted);
    if (found != known.end() && (found->second.by_space || !by_space)) {
        return found->second.id;
    }
    const Known row = load_or_add(kind, wanted, by_space);
    known.insert_or_assign(std::string(wanted), row);
    return row.id;
}

TargetInterner::Known TargetInterner::load_or_add(core::Kind kind, std::string_view name,
                                                  bool by_space) {
    std::optional<Known> row;
    {
        const auto find =
            database_.cached("SELECT target_id, by_space FROM target WHERE kind = ? AND id = ?");
        find->bind(static_cast<int>(kind), name);
        if (find->step()) {
            row = Known{.id = find->integer(0), .by_space = find->integer(1) != 0};
        }
    }
    if (!row) {
        database_.cached("INSERT INTO target (kind, id, by_space) VALUES (?, ?, ?)")
            ->bind(static_cast<int>(kind), name, by_space)
            .run();
        return {.id = database_.last_insert_id(), .by_space = by_space};
    }
    if (by_space && !row->by_space) {
        database_.cached("UPDATE target SET by_space = 1 WHERE target_id = ?")->bind(row->id).run();
        row->by_space = true;
    }
    return *row;
}

Names::Names(Database& database)
    : tags(database, "SELECT tag_id FROM tag WHERE value = ?",
           "INSERT INTO tag (value) VALUES (?)"),
      labels(database, "SELECT label_id FROM label WHERE value = ?",
             "INSERT INTO label (value) VALUES (?)"),
      authors(database, "SELECT author_id FROM author WHERE name = ?",
              "INSERT INTO author (name) VALUES (?)"),
      author_lists(database, "SELECT list_id FROM author_list WHERE members = ?",
                   "INSERT INTO author_list (members) VALUES (?)"),
      targets(database) {}

RepoRow row_of(const hub::RepoRecord& record, Names& names) {
    RepoRow row;
    std::string buffer;
    row.id = clean(record.id, buffer);
    if (record.tags) {
        row.license = license_of(*record.tags, names);
        row.tags = tag_ids(*record.tags, names);
    }
    row.models = target_ids(record.models, core::Kind::kModel, names);
    row.datasets = target_ids(record.datasets, core::Kind::kDataset, names);
    row.duplicated_from = cleaned(record.duplicated_from);
    row.created_at = to_ms(record.created_at);
    row.last_modified = to_ms(record.last_modified);
    row.sha = cleaned(record.sha);
    row.is_private = number(record.is_private);
    row.gated = label(record.gated, names);
    row.disabled = number(record.disabled);
    row.pipeline_tag = label(record.pipeline_tag, names);
    row.library_name = label(record.library_name, names);
    row.sdk = label(record.sdk, names);
    row.parameters = record.parameters;
    if (record.base_models) {
        row.base_models = base_model_ids(*record.base_models, names);
    }
    return row;
}

void keep_what_is_absent(RepoRow& row, const RepoRow& before, const hub::RepoRecord& record,
                         const hub::AskedFields& asked) {
    const auto keep = [](auto& value, const auto& old) {
        if (!value) {
            value = old;
        }
    };
    const auto keep_unasked = [&keep](bool was_asked, auto& value, const auto& old) {
        if (!was_asked) {
            keep(value, old);
        }
    };
    keep_unasked(asked.pipeline_tag, row.pipeline_tag, before.pipeline_tag);
    keep_unasked(asked.library_name, row.library_name, before.library_name);
    keep_unasked(asked.sdk, row.sdk, before.sdk);
    keep_unasked(asked.parameters, row.parameters, before.parameters);
    if (!record.tags) {
        row.license = before.license;
        row.tags = before.tags;
    }
    if (!record.card) {
        keep(row.duplicated_from, before.duplicated_from);
    }
    keep(row.models, before.models);
    keep(row.datasets, before.datasets);
    keep(row.created_at, before.created_at);
    keep(row.last_modified, before.last_modified);
    keep(row.sha, before.sha);
    keep(row.is_private, before.is_private);
    keep(row.gated, before.gated);
    keep(row.disabled, before.disabled);
    keep(row.base_models, before.base_models);
}

std::int64_t content_hash(const hub::RepoRecord& record) {
    ContentHash hash;
    hash.add(std::string_view(record.id));
    hash.add(record.created_at);
    hash.add(record.last_modified);
    hash.add(record.sha);
    hash.add(record.is_private);
    hash.add(record.gated);
    hash.add(record.disabled);
    hash.add(record.pipeline_tag);
    hash.add(record.library_name);
    hash.add(record.sdk);
    hash.add(record.parameters);
    hash.add(record.tags);
    hash.add(record.base_models);
    hash.add(record.models);
    hash.add(record.datasets);
    hash.add(record.card);
    hash.add(record.duplicated_from);
    return hash.value();
}

}  // namespace hubmine::store
