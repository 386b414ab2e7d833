#include "hubmine/output/release.hpp"

#include "hubmine/core/version.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string_view>

namespace hubmine::output {

namespace {

using Json = nlohmann::ordered_json;

/// What the Croissant specification gives every file as its context.
constexpr std::string_view kCroissantContext = R"({
  "@language": "en",
  "@vocab": "https://schema.org/",
  "citeAs": "cr:citeAs",
  "column": "cr:column",
  "conformsTo": "dct:conformsTo",
  "cr": "http://mlcommons.org/croissant/",
  "rai": "http://mlcommons.org/croissant/RAI/",
  "data": {"@id": "cr:data", "@type": "@json"},
  "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
  "dct": "http://purl.org/dc/terms/",
  "examples": {"@id": "cr:examples", "@type": "@json"},
  "extract": "cr:extract",
  "field": "cr:field",
  "fileProperty": "cr:fileProperty",
  "fileObject": "cr:fileObject",
  "fileSet": "cr:fileSet",
  "format": "cr:format",
  "includes": "cr:includes",
  "isLiveDataset": "cr:isLiveDataset",
  "jsonPath": "cr:jsonPath",
  "key": "cr:key",
  "md5": "cr:md5",
  "parentField": "cr:parentField",
  "path": "cr:path",
  "recordSet": "cr:recordSet",
  "references": "cr:references",
  "regex": "cr:regex",
  "repeated": "cr:repeated",
  "replace": "cr:replace",
  "sc": "https://schema.org/",
  "separator": "cr:separator",
  "source": "cr:source",
  "subField": "cr:subField",
  "transform": "cr:transform"
})";

std::string in_lines(const Json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string description(const Release& release) {
    return fmt::format(
        "Tables about the repositories of {} between {} and {}, computed by hubmine {}. People are "
        "{}. How it was made, and what it cannot tell, says DATASHEET.md.",
        release.endpoint, release.from, release.until, core::kVersion,
        release.people.dropped ? "left out" : "pseudonyms");
}

bool is_address(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

std::string_view frictionless_type(core::CellType type) {
    switch (type) {
        case core::CellType::kInteger:
            return "integer";
        case core::CellType::kReal:
            return "number";
        default:
            return "string";
    }
}

std::string_view croissant_type(core::CellType type) {
    switch (type) {
        case core::CellType::kInteger:
            return "sc:Integer";
        case core::CellType::kReal:
            return "sc:Float";
        default:
            return "sc:Text";
    }
}

std::string identity(const ReleaseTable& table) {
    return fmt::format("{}-{}", table.analysis, table.schema.name);
}

Json frictionless_schema(const core::Schema& schema) {
    Json fields = Json::array();
    for (const core::Column& column : schema.columns) {
        Json field{{"name", column.name},
                   {"type", frictionless_type(column.type)},
                   {"description", column.meaning}};
        if (column.unit != core::Unit::kNone) {
            field["unit"] = core::unit_name(column.unit);
        }
        fields.push_back(std::move(field));
    }
    return Json{{"fields", std::move(fields)}, {"missingValues", Json::array({""})}};
}

Json frictionless_resource(const ReleaseTable& table) {
    return Json{
        {"profile", "tabular-data-resource"},
        {"name", identity(table)},
        {"path", table.file.name},
        {"title", fmt::format("{}: {}", table.analysis, table.schema.name)},
        {"description", fmt::format("A row is {}.", table.schema.help)},
        {"format", "csv"},
        {"mediatype", "text/csv"},
        {"encoding", "utf-8"},
        {"bytes", table.file.bytes},
        {"hash", "sha256:" + table.file.sha256},
        {"dialect",
         {{"delimiter", ","}, {"quoteChar", "\""}, {"doubleQuote", true}, {"header", true}}},
        {"schema", frictionless_schema(table.schema)}};
}

Json croissant_records(const ReleaseTable& table) {
    const std::string id = identity(table);
    Json fields = Json::array();
    for (const core::Column& column : table.schema.columns) {
        fields.push_back(Json{{"@type", "cr:Field"},
                              {"@id", fmt::format("{}/{}", id, column.name)},
                              {"name", column.name},
                              {"description", column.meaning},
                              {"dataType", croissant_type(column.type)},
                              {"source",
                               {{"fileObject", {{"@id", table.file.name}}},
                                {"extract", {{"column", column.name}}}}}});
    }
    return Json{{"@type", "cr:RecordSet"},
                {"@id", id},
                {"name", id},
                {"description", fmt::format("A row is {}.", table.schema.help)},
                {"field", std::move(fields)}};
}

}  // namespace

std::string data_package(const Release& release) {
    Json document{{"profile", "tabular-data-package"},
                  {"name", "hubmine-release"},
                  {"title", release.title},
                  {"description", description(release)}};
    if (!release.license.empty()) {
        const char* const member = is_address(release.license) ? "path" : "name";
        document["licenses"] = Json::array({Json{{member, release.license}}});
    }
    document["sources"] = Json::array({Json{{"title", "the Hub"}, {"path", release.endpoint}}});
    Json resources = Json::array();
    for (const ReleaseTable& table : release.tables) {
        resources.push_back(frictionless_resource(table));
    }
    document["resources"] = std::move(resources);
    return in_lines(document);
}

std::string croissant(const Release& release) {
    Json document{{"@context", Json::parse(kCroissantContext)},
                  {"@type", "sc:Dataset"},
                  {"name", release.title},
                  {"description", description(release)},
                  {"conformsTo", "http://mlcommons.org/croissant/1.0"}};
    if (!release.license.empty()) {
        document["license"] = release.license;
    }
    document["isBasedOn"] = release.endpoint;
    document["temporalCoverage"] = fmt::format("{}/{}", release.from, release.until);
    document["version"] = "1.0.0";
    Json files = Json::array();
    Json records = Json::array();
    for (const ReleaseTable& table : release.tables) {
        files.push_back(Json{{"@type", "cr:FileObject"},
                             {"@id", table.file.name},
                             {"name", table.file.name},
                             {"contentUrl", table.file.name},
                             {"contentSize", fmt::format("{} B", table.file.bytes)},
                             {"encodingFormat", "text/csv"},
                             {"sha256", table.file.sha256}});
        records.push_back(croissant_records(table));
    }
    document["distribution"] = std::move(files);
    document["recordSet"] = std::move(records);
    return in_lines(document);
}

std::string checksums(std::span<const WrittenFile> files) {
    std::string lines;
    for (const WrittenFile& file : files) {
        lines += fmt::format("{}  {}\n", file.sha256, file.name);
    }
    return lines;
}

}  // namespace hubmine::output
