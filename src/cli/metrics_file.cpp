#include "metrics_file.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/text_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hubmine::cli {

namespace {

using Count = std::optional<std::int64_t>;
using Rows = std::vector<store::ForeignMetrics>;

struct Number {
    std::string_view name;
    Count store::ForeignMetrics::*member;
};

constexpr std::array<Number, 3> kNumbers{
    {{"likes", &store::ForeignMetrics::likes},
     {"downloads", &store::ForeignMetrics::downloads},
     {"downloads_all_time", &store::ForeignMetrics::downloads_all_time}}};

/// Where a mistake is.
struct Place {
    std::string file;
    std::size_t line = 0;
    [[noreturn]] void refuse(const std::string& why) const {
        throw core::UsageError(fmt::format("{}:{}: {}", file, line, why));
    }
};

core::Kind read_kind(std::string_view text, std::optional<core::Kind> otherwise,
                     const Place& place) {
    if (core::is_missing(text)) {
        if (!otherwise) {
            place.refuse("no kind: name it with --kind");
        }
        return *otherwise;
    }
    const std::optional<core::Kind> kind = core::parse_kind(core::ascii_lower(text));
    if (!kind) {
        place.refuse(fmt::format("'{}' is none of model, dataset, space", text));
    }
    return *kind;
}

void check_id(const std::string& id, const Place& place) {
    if (id.empty()) {
        place.refuse("no id");
    }
}

Count read_count(std::string_view text, std::string_view name, const Place& place) {
    if (core::is_missing(text)) {
        return std::nullopt;
    }
    const Count value = core::whole_number(text);
    if (!value || *value < 0) {
        place.refuse(fmt::format("{}: '{}' is no count", name, text));
    }
    return value;
}

Rows read_csv(const std::filesystem::path& path, std::optional<core::Kind> kind) {
    const core::CsvFile file(path, {"id"}, {"kind", "likes", "downloads", "downloads_all_time"});
    if (std::none_of(kNumbers.begin(), kNumbers.end(),
                     [&file](const Number& number) { return file.has(number.name); })) {
        throw core::UsageError(fmt::format(
            "{}: no column named likes, downloads or downloads_all_time: the header line has {}",
            file.name(), file.header_text()));
    }
    Rows rows;
    for (std::size_t i = 0; i < file.size(); ++i) {
        const Place place{.file = file.name(), .line = file.line(i)};
        store::ForeignMetrics row{.kind = read_kind(file.cell(i, "kind"), kind, place),
                                  .id = std::string(file.cell(i, "id"))};
        check_id(row.id, place);
        for (const Number& number : kNumbers) {
            row.*number.member = read_count(file.cell(i, number.name), number.name, place);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string text_of(const nlohmann::json& object, const char* name, const Place& place) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) {
        return {};
    }
    if (!found->is_string()) {
        place.refuse(fmt::format("{} is no text", name));
    }
    return found->get<std::string>();
}

Count count_of(const nlohmann::json& object, const Number& number, const Place& place) {
    const auto found = object.find(number.name);
    if (found == object.end() || found->is_null()) {
        return std::nullopt;
    }
    // Programs that keep whole numbers as fractions write 3.0.
    const std::string text = found->dump();
    const Count value = found->is_number() ? core::whole_number(text) : std::nullopt;
    if (!value || *value < 0) {
        place.refuse(fmt::format("{}: {} is no count", number.name, text));
    }
    return value;
}

store::ForeignMetrics read_line(std::string_view line, std::optional<core::Kind> kind,
                                const Place& place) {
    const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) {
        place.refuse("this line is no JSON object");
    }
    store::ForeignMetrics row{.kind = read_kind(text_of(object, "kind", place), kind, place),
                              .id = text_of(object, "id", place)};
    check_id(row.id, place);
    for (const Number& number : kNumbers) {
        row.*number.member = count_of(object, number, place);
    }
    return row;
}

Rows read_ndjson(const std::filesystem::path& path, std::optional<core::Kind> kind) {
    const std::string text = core::read_text_file(path);
    Rows rows;
    Place place{.file = path.string()};
    std::string_view rest = text;
    while (!rest.empty()) {
        ++place.line;
        const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
        rest.remove_prefix(line.size());
        rest.remove_prefix(rest.starts_with("\r\n") ? 2 : rest.empty() ? 0 : 1);
        if (!core::trim(line).empty()) {
            rows.push_back(read_line(line, kind, place));
        }
    }
    if (rows.empty()) {
        throw core::UsageError(fmt::format("{}: no row: the file is empty", place.file));
    }
    return rows;
}

}  // namespace

std::vector<store::ForeignMetrics> read_metrics(const std::filesystem::path& path,
                                                std::optional<core::Kind> kind) {
    const std::string ending = core::ascii_lower(path.extension().string());
    if (ending == ".csv" || ending == ".tsv" || ending == ".txt") {
        return read_csv(path, kind);
    }
    if (ending == ".ndjson" || ending == ".jsonl") {
        return read_ndjson(path, kind);
    }
    throw core::UsageError(
        fmt::format("{}: neither .csv, .tsv or .txt nor .ndjson or .jsonl", path.string()));
}

}  // namespace hubmine::cli
