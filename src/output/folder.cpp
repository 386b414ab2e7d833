#include "hubmine/output/folder.hpp"

#include "hubmine/core/digest.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/version.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace hubmine::output {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Value& value) {
    return std::visit(
        [](const auto& inside) -> Json {
            using Inside = std::decay_t<decltype(inside)>;
            if constexpr (std::is_same_v<Inside, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<Inside, std::string>) {
                return core::sanitize_utf8(inside);
            } else {
                return inside;
            }
        },
        value);
}

Json json_of(const Record& record) {
    Json object = Json::object();
    for (const Field& field : record) {
        object[field.name] = json_of(field.value);
    }
    return object;
}

void make_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        throw core::Error(fmt::format("cannot make {}: {}", folder.string(), failed.message()));
    }
}

Json json_of(const Manifest& manifest) {
    Json coverage = Json::array();
    for (const Record& record : manifest.coverage) {
        coverage.push_back(json_of(record));
    }
    return Json{{"tool", "hubmine"},
                {"version", core::kVersion},
                {"command", manifest.command},
                {"options", json_of(manifest.options)},
                {"snapshot", json_of(manifest.snapshot)},
                {"coverage", coverage},
                {"notes", json_of(manifest.notes)},
                {"warnings", manifest.warnings}};
}

/// The same table, which counts into `rows` what was last read of it.
core::TableStream counted(const core::TableStream& table, std::size_t& rows) {
    return core::TableStream::of_chunks(table.schema(),
                                        [&table, &rows](const core::TakeChunk& take) {
                                            rows = 0;
                                            table.for_each_chunk([&](const core::Table& chunk) {
                                                rows += chunk.row_count();
                                                take(chunk);
                                            });
                                        });
}

/// What there is to tell of one table.
Report alone(const Report& report, core::TableStream table) {
    Report one{.title = report.title,
               .sentences = {},
               .tables = {},
               .figures = report.figures,
               .manifest = report.manifest};
    std::erase_if(one.figures,
                  [&table](const core::Figure& figure) { return figure.table != table.name(); });
    one.tables.push_back(std::move(table));
    return one;
}

/// Tables are written one by one, so a table's bytes are never in memory as a whole.
Json write_file(core::FileSet& files, const fs::path& folder, const std::string& name,
                const Report& report, const core::TableStream& table, const Format& format,
                const Style& style) {
    std::size_t rows = 0;
    const Report one = alone(report, counted(table, rows));
    const fs::path written =
        files.write(folder / name, [&](std::ostream& out) { format.write(out, one, style); });
    return Json{{"file", name},
                {"table", table.name()},
                {"rows", rows},
                {"sha256", core::sha256_file(written)}};
}

/// A manifest may have been changed: nothing outside of its folder is looked at.
bool is_inside(const fs::path& name) {
    return !name.empty() && !name.is_absolute() &&
           std::none_of(name.begin(), name.end(),
                        [](const fs::path& step) { return step == ".."; });
}

}  // namespace

std::string table_file(std::string_view table, const Format& format) {
    return fmt::format("{}.{}", table, format.extension);
}

struct FolderWriter::Written {
    core::FileSet files;
    Json parts = Json::array();
    Json told = Json::array();
};

FolderWriter::FolderWriter(fs::path folder, const Format& format, Style style)
    : folder_(std::move(folder)),
      format_(format),
      style_(std::move(style)),
      written_(std::make_unique<Written>()) {
    make_folder(folder_);
}

FolderWriter::~FolderWriter() = default;

void FolderWriter::write(const Report& report, const std::string& part) {
    const std::string folder = part.empty() ? part : part + "/";
    if (!part.empty()) {
        make_folder(folder_ / part);
        written_->parts.push_back(Json{{"part", part},
                                       {"command", report.manifest.command},
                                       {"options", json_of(report.manifest.options)},
                                       {"notes", json_of(report.manifest.notes)},
                                       {"warnings", report.manifest.warnings}});
    }
    for (const core::TableStream& table : report.tables) {
        written_->told.push_back(write_file(written_->files, folder_,
                                            folder + table_file(table.name(), format_), report,
                                            table, format_, style_));
    }
}

void FolderWriter::finish(const Manifest& manifest) {
    Json document = json_of(manifest);
    if (!written_->parts.empty()) {
        document["parts"] = std::move(written_->parts);
    }
    document["files"] = std::move(written_->told);
    written_->files.write(folder_ / kManifestName, [&](std::ostream& out) {
        out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    });
    written_->files.commit();
}

void write_folder(const fs::path& folder, const Report& report, const Format& format,
                  const Style& style) {
    FolderWriter writer(folder, format, style);
    writer.write(report);
    writer.finish(report.manifest);
}

std::vector<std::string> check_folder(const fs::path& folder) {
    const fs::path path = folder / kManifestName;
    std::ifstream in(path);
    if (!in) {
        throw core::Error(fmt::format("cannot read {}", path.string()));
    }
    const Json document = Json::parse(in, nullptr, false);
    if (!document.is_object() || !document.contains("files") || !document["files"].is_array()) {
        throw core::Error(fmt::format("{} is not a manifest of hubmine", path.string()));
    }
    std::vector<std::string> problems;
    for (const Json& entry : document["files"]) {
        const std::string name = entry.is_object() ? entry.value("file", "") : "";
        if (!is_inside(name)) {
            problems.push_back(fmt::format("{}: names no file of its folder", path.string()));
        } else if (!fs::is_regular_file(folder / name)) {
            problems.push_back(fmt::format("{}: is missing", (folder / name).string()));
        } else if (core::sha256_file(folder / name) != entry.value("sha256", "")) {
            problems.push_back(
                fmt::format("{}: is not what was written", (folder / name).string()));
        }
    }
    return problems;
}

}  // namespace hubmine::output
