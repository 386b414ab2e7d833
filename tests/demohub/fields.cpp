#include "demohub/fields.hpp"

#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace hubmine::demohub {
namespace {

using Names = std::vector<std::string_view>;

/// One row for each kind.
using PerKind = std::array<Names, 3>;

const Names& of(const PerKind& rows, core::Kind kind) {
    return rows.at(static_cast<std::size_t>(kind));
}

Names joined(Names names, const Names& more) {
    for (const std::string_view name : more) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    return names;
}

const PerKind& list_expandable() {
    static const PerKind kRows{
        Names{"author",
              "baseModels",
              "cardData",
              "config",
              "createdAt",
              "disabled",
              "downloads",
              "downloadsAllTime",
              "evalResults",
              "gated",
              "inference",
              "inferenceProviderMapping",
              "lastModified",
              "library_name",
              "likes",
              "mask_token",
              "model-index",
              "pipeline_tag",
              "private",
              "safetensors",
              "sha",
              "siblings",
              "spaces",
              "tags",
              "transformersInfo",
              "trendingScore",
              "widgetData",
              "gguf",
              "resourceGroup",
              "xetEnabled"},
        Names{"author",      "cardData",  "citation",          "createdAt",     "disabled",
              "description", "downloads", "downloadsAllTime",  "gated",         "lastModified",
              "likes",       "mainSize",  "paperswithcode_id", "private",       "siblings",
              "sha",         "tags",      "trendingScore",     "resourceGroup", "xetEnabled"},
        Names{"author", "cardData", "datasets", "disabled", "lastModified", "createdAt", "likes",
              "private", "region", "runtime", "sdk", "siblings", "sha", "subdomain", "tags",
              "trendingScore", "models", "resourceGroup", "xetEnabled"}};
    return kRows;
}

const PerKind& info_expandable() {
    static const PerKind kRows{joined(list_expandable()[0], {"childrenModelCount", "usedStorage"}),
                               joined(list_expandable()[1], {"usedStorage"}),
                               joined(list_expandable()[2], {"usedStorage"})};
    return kRows;
}

const PerKind& list_default() {
    static const PerKind kRows{
        Names{"likes", "trendingScore", "private", "downloads", "tags", "pipeline_tag",
              "library_name", "createdAt", "modelId"},
        Names{"author", "disabled", "gated", "lastModified", "likes", "trendingScore", "private",
              "sha", "description", "downloads", "paperswithcode_id", "tags", "createdAt"},
        Names{"likes", "trendingScore", "private", "sdk", "tags", "createdAt"}};
    return kRows;
}

const PerKind& list_full() {
    static const PerKind kRows{Names{"author", "gated", "lastModified", "sha", "siblings"},
                               Names{"cardData"},
                               Names{"author", "cardData", "lastModified", "sha", "siblings"}};
    return kRows;
}

const PerKind& info_default() {
    static const PerKind kRows{
        Names{"private",  "pipeline_tag",     "library_name", "tags",        "downloads",
              "likes",    "modelId",          "author",       "sha",         "lastModified",
              "gated",    "disabled",         "widgetData",   "model-index", "config",
              "cardData", "transformersInfo", "safetensors",  "gguf",        "mask_token",
              "siblings", "spaces",           "createdAt",    "usedStorage"},
        Names{"author", "sha", "lastModified", "private", "gated", "disabled", "tags",
              "description", "citation", "paperswithcode_id", "downloads", "likes", "cardData",
              "siblings", "createdAt", "usedStorage"},
        Names{"author", "sha", "lastModified", "private", "disabled", "host", "subdomain", "tags",
              "likes", "sdk", "runtime", "cardData", "siblings", "models", "datasets", "createdAt",
              "usedStorage"}};
    return kRows;
}

Names expanded(const std::vector<std::string>& wanted, const Names& allowed, const Ask& ask) {
    if (ask.flag("full") || ask.flag("cardData") || ask.flag("config")) {
        throw BadRequest{"✖ `expand` cannot be used with `full`, `cardData` or `config`"};
    }
    Names fields;
    for (const auto& name : wanted) {
        const auto found = std::find(allowed.begin(), allowed.end(), name);
        if (found == allowed.end()) {
            throw BadRequest{fmt::format("✖ Invalid option: expected one of \"{}\"",
                                         fmt::join(allowed, "\"|\""))};
        }
        fields = joined(std::move(fields), {*found});
    }
    return fields;
}

/// True where rows come in the order of trendingScore.
bool by_trend(core::Kind kind, const Ask& ask) {
    const auto sort = ask.param("sort");
    return !sort || *sort == "trendingScore" ||
           (kind == core::Kind::kSpace && *sort == "downloads");
}

Selection selection_of(Names fields) {
    const bool spaces = std::find(fields.begin(), fields.end(), "spaces") != fields.end();
    return {std::move(fields), spaces};
}

std::string base_models(const World& world, const RawObject& object) {
    constexpr std::array<std::string_view, 4> kRelations{"finetune", "adapter", "merge",
                                                         "quantized"};
    constexpr std::string_view kPrefix = "base_model:";
    std::string relation;
    std::string models;
    std::set<std::string> seen;
    for (const auto& tag : string_elements(object.find("tags").value_or("[]"))) {
        if (tag.rfind(kPrefix, 0) != 0) {
            continue;
        }
        std::string id = tag.substr(kPrefix.size());
        const std::string word = id.substr(0, id.find(':'));
        if (std::find(kRelations.begin(), kRelations.end(), word) == kRelations.end() ||
            (!relation.empty() && relation != word)) {
            continue;
        }
        const Place place = world.lookup(core::Kind::kModel, id.substr(word.size() + 1));
        if (place.state == Place::State::kMissing || !seen.insert(place.name).second) {
            continue;
        }
        relation = word;
        models +=
            fmt::format(R"({}{{"_id":"{}","id":{}}})", models.empty() ? "" : ",",
                        world.hub_id(core::Kind::kModel, place.index), json_string(place.name));
    }
    return models.empty() ? ""
                          : fmt::format(R"({{"relation":"{}","models":[{}]}})", relation, models);
}

std::string subdomain(std::string_view id) {
    std::string text = core::ascii_lower(id);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '/' || c == '.' || c == '_'; }, '-');
    return text;
}

std::string first_hundred(std::string_view array) {
    constexpr std::size_t kCap = 100;
    const auto elements = array_elements(array);
    return fmt::format(
        "[{}]",
        fmt::join(elements.begin(),
                  elements.begin() + static_cast<std::ptrdiff_t>(std::min(kCap, elements.size())),
                  ","));
}

/// What the Hub shows of a member that the object does not hold; empty = nothing.
std::string derived(const World& world, const RawObject& object, std::string_view field) {
    const std::string id = object.text("id").value_or("");
    if (field == "private" || field == "gated" || field == "disabled") {
        return "false";
    }
    if (field == "author") {
        return id.find('/') != std::string::npos ? json_string(id.substr(0, id.find('/'))) : "";
    }
    if (field == "modelId") {
        return json_string(id);
    }
    if (field == "baseModels") {
        return base_models(world, object);
    }
    if (field == "models" || field == "datasets" || field == "spaces") {
        return "[]";
    }
    if (field == "subdomain") {
        return json_string(subdomain(id));
    }
    if (field == "host") {
        return json_string("https://" + subdomain(id) + ".hf.space");
    }
    if (field == "runtime") {
        return R"({"stage":"RUNNING","hardware":{"current":"cpu-basic","requested":"cpu-basic"},)"
               R"("storage":null,"gcTimeout":172800,"replicas":{"current":1,"requested":1},)"
               R"("devMode":false,"domains":[]})";
    }
    if (field == "childrenModelCount") {
        return R"({"adapter":0,"merge":0,"quantized":0,"finetune":0})";
    }
    return field == "xetEnabled" ? "true" : field == "region" ? R"("us")" : "";
}

}  // namespace

const std::vector<std::string_view>& expandable(core::Kind kind, Route route) {
    return of(route == Route::kList ? list_expandable() : info_expandable(), kind);
}

Selection list_selection(core::Kind kind, const Ask& ask) {
    if (const auto wanted = ask.params("expand"); !wanted.empty()) {
        return selection_of(expanded(wanted, expandable(kind, Route::kList), ask));
    }
    Names fields = of(list_default(), kind);
    if (ask.flag("full")) {
        fields = joined(std::move(fields), of(list_full(), kind));
    } else if (!by_trend(kind, ask)) {
        fields.erase(std::find(fields.begin(), fields.end(), "trendingScore"));
    }
    if (kind == core::Kind::kModel && ask.flag("cardData")) {
        fields.push_back("cardData");
    }
    if (kind == core::Kind::kModel && ask.flag("config")) {
        fields.push_back("config");
    }
    if (kind == core::Kind::kSpace && (ask.flag("linked") || ask.param("models"))) {
        fields.push_back("models");
    }
    if (kind == core::Kind::kSpace && (ask.flag("linked") || ask.param("datasets"))) {
        fields.push_back("datasets");
    }
    return selection_of(std::move(fields));
}

Selection info_selection(core::Kind kind, const Ask& ask) {
    if (const auto wanted = ask.params("expand"); !wanted.empty()) {
        return selection_of(expanded(wanted, expandable(kind, Route::kInfo), ask));
    }
    return selection_of(of(info_default(), kind));
}

std::string project(const World& world, core::Kind kind, const RawObject& object,
                    const Selection& selection) {
    std::string json = fmt::format(R"({{"_id":{},"id":{})", object.find("_id").value_or("\"\""),
                                   object.find("id").value_or("\"\""));
    for (const std::string_view field : selection.fields) {
        const auto held = object.find(field);
        std::string made;
        if (!held) {
            made = derived(world, object, field);
        } else if (field == "spaces" && kind == core::Kind::kModel) {
            made = first_hundred(*held);
        }
        const std::string_view value = made.empty() && held ? *held : std::string_view(made);
        if (!value.empty()) {
            json.append(",\"").append(field).append("\":").append(value);
        }
    }
    json.push_back('}');
    return json;
}

}  // namespace hubmine::demohub
