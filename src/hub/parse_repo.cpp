#include "hubmine/core/json_reader.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/hub/parse.hpp"

#include "bounds.hpp"
#include "sha.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace hubmine::hub {

namespace {

using core::JsonReader;
using core::JsonType;

/// Cards nest a few levels; beyond this one is an attack on whoever reads the store later.
constexpr std::size_t kDeepestCard = 64;
/// The Hub allows 96 bytes for a name and less for a namespace; its own ids have 24.
constexpr std::size_t kLongestId = 512;
constexpr std::size_t kLongestHubId = 64;

constexpr std::array<std::string_view, 4> kRelations{"finetune", "adapter", "merge", "quantized"};

/// What `safetensors` and `gguf` tell.
struct Tensors {
    std::optional<std::int64_t> total;  ///< of their elements; a total of 0 tells nothing
    std::optional<std::int64_t> bytes;  ///< absent when the size of one of their types is unknown
};

/// A row, and what it needs to be completed once all its members were seen.
struct Row {
    RepoRecord record;
    Tensors safetensors;
    Tensors gguf;
};

/// `gated` is false, "auto" or "manual".
std::optional<std::string> read_gated(JsonReader& in) {
    if (in.peek() == JsonType::kString) {
        return in.text();
    }
    const std::optional<bool> flag = in.boolean();
    return flag ? std::optional<std::string>(*flag ? "true" : "false") : std::nullopt;
}

/// Twice the bytes that an element of a type takes: some take half a byte. Absent for a type that
/// is not known.
std::optional<std::int64_t> half_bytes_of(std::string_view type) {
    struct Width {
        std::string_view type;
        std::int64_t half_bytes;
    };
    constexpr std::array<Width, 13> kWidths{{{"F64", 16},
                                             {"I64", 16},
                                             {"U64", 16},
                                             {"F32", 8},
                                             {"I32", 8},
                                             {"U32", 8},
                                             {"F16", 4},
                                             {"BF16", 4},
                                             {"I16", 4},
                                             {"U16", 4},
                                             {"I8", 2},
                                             {"U8", 2},
                                             {"BOOL", 2}}};
    const auto* const known = std::find_if(
        kWidths.begin(), kWidths.end(), [type](const Width& width) { return width.type == type; });
    if (known != kWidths.end()) {
        return known->half_bytes;
    }
    if (type.starts_with("F8")) {
        return 2;
    }
    return type.starts_with("F4") ? std::optional<std::int64_t>(1) : std::nullopt;
}

/// What one checkpoint of tensors weighs: their numbers by type.
std::optional<std::int64_t> read_bytes(JsonReader& in) {
    std::int64_t half_bytes = 0;
    bool is_known = true;
    bool is_any = false;
    in.object([&](std::string_view type) {
        const std::optional<std::int64_t> width = half_bytes_of(type);
        const std::optional<std::int64_t> count = in.whole(kMostParameters);
        is_any = true;
        is_known = is_known && width && count && half_bytes < kMostBytes / 2;
        half_bytes += is_known ? *width * *count : 0;
    });
    return is_any && is_known ? std::optional(half_bytes / 2) : std::nullopt;
}

Tensors read_tensors(JsonReader& in) {
    Tensors tensors;
    in.object([&](std::string_view key) {
        if (key == "total") {
            tensors.total = in.whole(kMostParameters);
        } else if (key == "parameters") {
            tensors.bytes = read_bytes(in);
        } else {
            in.skip();
        }
    });
    if (tensors.total == 0) {
        tensors.total.reset();
    }
    return tensors;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= kLongestId;
}

std::optional<std::string> read_sha(JsonReader& in) {
    std::optional<std::string> sha = in.text();
    if (sha && sha->size() > kLongestSha) {
        in.count_malformed();
        return std::nullopt;
    }
    return sha;
}

/// Ids beyond what the Hub allows are left out and counted.
std::optional<std::vector<std::string>> read_ids(JsonReader& in) {
    std::optional<std::vector<std::string>> ids = in.texts();
    if (ids) {
        for (std::size_t left =
                 std::erase_if(*ids, [](const std::string& id) { return !is_id(id); });
             left > 0; --left) {
            in.count_malformed();
        }
    }
    return ids;
}

/// {"relation": "...", "models": [{"_id": "...", "id": "..."}]}
std::optional<std::vector<BaseModel>> read_base_models(JsonReader& in) {
    if (in.peek() != JsonType::kObject) {
        in.object([](std::string_view) {});
        return std::nullopt;
    }
    std::vector<BaseModel> models;
    std::string relation;
    const auto read_model = [&] {
        std::optional<std::string> id;
        in.object([&](std::string_view key) {
            if (key == "id") {
                id = in.text();
            } else {
                in.skip();
            }
        });
        if (id && is_id(*id)) {
            models.push_back({std::move(*id), {}});
        } else {
            in.count_malformed();
        }
    };
    in.object([&](std::string_view key) {
        if (key == "relation") {
            relation = in.text().value_or("");
        } else if (key == "models") {
            in.array(read_model);
        } else {
            in.skip();
        }
    });
    for (BaseModel& model : models) {
        model.relation = relation;
    }
    return models;
}

/// The Hub writes `base_model:<id>` and `base_model:<relation>:<id>` for one parent; ids hold no
/// colon.
std::vector<BaseModel> base_models_of(JsonReader& in, const std::vector<std::string>& tags) {
    constexpr std::string_view kPrefix = "base_model:";
    std::vector<BaseModel> models;
    std::unordered_map<std::string, std::size_t> places;
    for (const std::string& tag : tags) {
        if (!tag.starts_with(kPrefix)) {
            continue;
        }
        BaseModel model{tag.substr(kPrefix.size()), {}};
        const std::size_t colon = model.id.find(':');
        const auto* const relation = std::find(kRelations.begin(), kRelations.end(),
                                               std::string_view(model.id).substr(0, colon));
        if (colon != std::string::npos && relation != kRelations.end()) {
            model = {model.id.substr(colon + 1), std::string(*relation)};
        }
        if (!is_id(model.id)) {
            in.count_malformed();
            continue;
        }
        const auto [place, is_new] = places.try_emplace(model.id, models.size());
        if (is_new) {
            models.push_back(std::move(model));
        } else if (models[place->second].relation.empty()) {
            models[place->second].relation = std::move(model.relation);
        }
    }
    return models;
}

std::optional<std::string> read_card(JsonReader& in) {
    if (in.peek() == JsonType::kNull) {
        in.skip();
        return std::nullopt;
    }
    std::size_t depth = 0;
    const std::string_view text = in.raw(&depth);
    if (in.failed()) {
        return std::nullopt;
    }
    if (text.front() != '{' || depth > kDeepestCard) {
        in.count_malformed();
        return std::nullopt;
    }
    return core::sanitize_utf8(text);
}

/// The card's `duplicated_from`: a text; the other shapes that people write say nothing.
std::optional<std::string> duplicated_from(const std::string& card) {
    std::optional<std::string> source;
    JsonReader in(card);
    in.object([&](std::string_view key) {
        if (key == "duplicated_from") {
            source = in.text();
        } else {
            in.skip();
        }
    });
    return in.failed() || (source && !is_id(*source)) ? std::nullopt : source;
}

using ReadMember = void (*)(JsonReader&, Row&);

struct Member {
    std::string_view key;
    ReadMember read;
};

/// Every member of a row that the store has a place for. Looked up by key, so adding a field is
/// adding a line.
constexpr std::array kMembers{
    Member{"_id", [](JsonReader& in, Row& row) { row.record.hub_id = in.text().value_or(""); }},
    Member{"id", [](JsonReader& in, Row& row) { row.record.id = in.text().value_or(""); }},
    Member{"createdAt", [](JsonReader& in, Row& row) { row.record.created_at = in.time(); }},
    Member{"lastModified", [](JsonReader& in, Row& row) { row.record.last_modified = in.time(); }},
    Member{"sha", [](JsonReader& in, Row& row) { row.record.sha = read_sha(in); }},
    Member{"private", [](JsonReader& in, Row& row) { row.record.is_private = in.boolean(); }},
    Member{"gated", [](JsonReader& in, Row& row) { row.record.gated = read_gated(in); }},
    Member{"disabled", [](JsonReader& in, Row& row) { row.record.disabled = in.boolean(); }},
    Member{"likes", [](JsonReader& in, Row& row) { row.record.likes = in.count(kMostCount); }},
    Member{"downloads",
           [](JsonReader& in, Row& row) { row.record.downloads = in.count(kMostCount); }},
    Member{"downloadsAllTime",
           [](JsonReader& in, Row& row) { row.record.downloads_all_time = in.count(kMostCount); }},
    Member{"trendingScore",
           [](JsonReader& in, Row& row) { row.record.trending_score = in.real(); }},
    Member{"pipeline_tag", [](JsonReader& in, Row& row) { row.record.pipeline_tag = in.text(); }},
    Member{"library_name", [](JsonReader& in, Row& row) { row.record.library_name = in.text(); }},
    Member{"sdk", [](JsonReader& in, Row& row) { row.record.sdk = in.text(); }},
    Member{"tags", [](JsonReader& in, Row& row) { row.record.tags = in.texts(); }},
    Member{"models", [](JsonReader& in, Row& row) { row.record.models = read_ids(in); }},
    Member{"datasets", [](JsonReader& in, Row& row) { row.record.datasets = read_ids(in); }},
    Member{"safetensors", [](JsonReader& in, Row& row) { row.safetensors = read_tensors(in); }},
    Member{"gguf", [](JsonReader& in, Row& row) { row.gguf = read_tensors(in); }},
    Member{"mainSize",
           [](JsonReader& in, Row& row) { row.record.main_size = in.whole(kMostBytes); }},
    Member{"usedStorage",
           [](JsonReader& in, Row& row) { row.record.used_storage = in.whole(kMostBytes); }},
    Member{"description", [](JsonReader& in, Row& row) { row.record.description = in.text(); }},
    Member{"cardData", [](JsonReader& in, Row& row) { row.record.card = read_card(in); }},
    Member{"baseModels",
           [](JsonReader& in, Row& row) { row.record.base_models = read_base_models(in); }},
};

/// Absent when the row has no identity.
std::optional<RepoRecord> read_row(JsonReader& in, core::Kind kind) {
    Row row;
    row.record.kind = kind;
    in.object([&](std::string_view key) {
        const auto* const member = std::find_if(kMembers.begin(), kMembers.end(),
                                                [&](const Member& m) { return m.key == key; });
        if (member == kMembers.end()) {
            in.skip();
        } else {
            member->read(in, row);
        }
    });
    RepoRecord& record = row.record;
    if (in.failed() || record.hub_id.empty() || record.hub_id.size() > kLongestHubId ||
        !is_id(record.id)) {
        return std::nullopt;
    }
    record.parameters = row.safetensors.total ? row.safetensors.total : row.gguf.total;
    if (record.parameters) {
        record.parameters_source =
            row.safetensors.total ? ParametersSource::kSafetensors : ParametersSource::kGguf;
    }
    record.weights = row.safetensors.bytes;
    if (!record.base_models && record.tags && kind == core::Kind::kModel) {
        record.base_models = base_models_of(in, *record.tags);
    }
    if (kind == core::Kind::kSpace && record.card) {
        record.duplicated_from = duplicated_from(*record.card);
    }
    return std::move(row.record);
}

}  // namespace

std::optional<ParsedList> parse_repos(std::string_view body, core::Kind kind) {
    JsonReader in(body);
    if (in.peek() != JsonType::kArray) {
        return std::nullopt;
    }
    ParsedList page;
    in.array([&] {
        const bool is_object = in.peek() == JsonType::kObject;
        if (std::optional<RepoRecord> record = read_row(in, kind)) {
            page.records.push_back(std::move(*record));
            return;
        }
        ++page.nameless;
        if (is_object) {
            in.count_malformed();
        }
    });
    if (in.failed() || !in.at_end()) {
        return std::nullopt;
    }
    page.malformed = in.malformed();
    return page;
}

std::optional<ParsedRepo> parse_repo(std::string_view body, core::Kind kind) {
    JsonReader in(body);
    if (in.peek() != JsonType::kObject) {
        return std::nullopt;
    }
    std::optional<RepoRecord> record = read_row(in, kind);
    if (!record || in.failed() || !in.at_end()) {
        return std::nullopt;
    }
    return ParsedRepo{std::move(*record), in.malformed()};
}

}  // namespace hubmine::hub
