#include "hubmine/output/folder.hpp"

#include "hubmine/core/digest.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/version.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
Json write_file(core::FileSet& files, const fs::path& folder, const Report& report,
                const core::TableStream& table, const Format& format, const Style& style) {
    const std::string name = table_file(table.name(), format);
    std::size_t rows = 0;
    const Report one = alone(report, counted(table, rows));
    const fs::path written =
        files.write(folder / name, [&](std::ostream& out) { format.write(out, one, style); });
    return Json{{"file", name},
                {"table", table.name()},
                {"rows", rows},
                {"sha256", core::sha256_file(written)}};
}

}  // namespace

std::string table_file(std::string_view table, const Format& format) {
    return fmt::format("{}.{}", table, format.extension);
}

void write_folder(const fs::path& folder, const Report& report, const Format& format,
                  const Style& style) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        throw core::Error(fmt::format("cannot make {}: {}", folder.string(), failed.message()));
    }
    Json document = json_of(report.manifest);
    document["files"] = Json::array();
    core::FileSet files;
    for (const core::TableStream& table : report.tables) {
        document["files"].push_back(write_file(files, folder, report, table, format, style));
    }
    files.write(folder / kManifestName, [&](std::ostream& out) {
        out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    });
    files.commit();
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
        if (name.empty() || fs::path(name).has_parent_path()) {
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
