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
#include <map>
#include <mutex>
#include <optional>
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

WrittenFile about(const std::string& name, const std::string& table, std::size_t rows,
                  const fs::path& written) {
    return {.name = name,
            .table = table,
            .rows = rows,
            .bytes = fs::file_size(written),
            .sha256 = core::sha256_file(written)};
}

/// Tables are written one by one, so a table's bytes are never in memory as a whole.
WrittenFile write_table_file(core::FileSet& files, const fs::path& folder, const std::string& name,
                             const Report& report, const core::TableStream& table,
                             const Format& format, const Style& style) {
    std::size_t rows = 0;
    const Report one = alone(report, counted(table, rows));
    const fs::path written =
        files.write(folder / name, [&](std::ostream& out) { format.write(out, one, style); });
    return about(name, table.name(), rows, written);
}

Json json_of(const WrittenFile& file) {
    Json told{{"file", file.name}};
    if (!file.table.empty()) {
        told["table"] = file.table;
        told["rows"] = file.rows;
    }
    told["sha256"] = file.sha256;
    return told;
}

/// A manifest may have been changed: nothing outside of its folder is looked at.
bool is_inside(const fs::path& name) {
    return !name.empty() && !name.is_absolute() &&
           std::none_of(name.begin(), name.end(),
                        [](const fs::path& step) { return step == ".."; });
}

/// The manifest of a folder; absent where there is none that hubmine wrote.
std::optional<Json> manifest_of(const fs::path& folder) {
    std::ifstream in(folder / kManifestName);
    Json document = in ? Json::parse(in, nullptr, false) : Json();
    if (!document.is_object() || !document.contains("files") || !document["files"].is_array()) {
        return std::nullopt;
    }
    return document;
}

/// Somebody may have changed the manifest: empty where there is no text of that name.
std::string text_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    return object.is_object() && found != object.end() && found->is_string()
               ? found->get<std::string>()
               : std::string();
}

std::vector<std::string> files_told_by(const Json& manifest) {
    std::vector<std::string> names;
    for (const Json& entry : manifest["files"]) {
        names.push_back(text_of(entry, "file"));
    }
    return names;
}

/// And the folders that are empty without it.
void remove_within(const fs::path& folder, const fs::path& name) {
    std::error_code ignored;
    fs::remove(folder / name, ignored);
    for (fs::path above = name.parent_path(); !above.empty(); above = above.parent_path()) {
        fs::remove(folder / above, ignored);
    }
}

}  // namespace

std::string table_file(std::string_view table, const Format& format) {
    return fmt::format("{}.{}", table, format.extension);
}

struct FolderWriter::Written {
    Written() = default;
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    Written(Written&&) = delete;
    Written& operator=(Written&&) = delete;
    /// Folders that were made for nothing go away again.
    ~Written() {
        files = core::FileSet();
        others.clear();
        for (auto folder = made.rbegin(); folder != made.rend(); ++folder) {
            std::error_code ignored;
            fs::remove(*folder, ignored);
        }
    }

    core::FileSet files;
    Json parts = Json::array();
    std::vector<WrittenFile> tables;
    std::mutex several;
    std::vector<core::FileSet> others;  ///< of write_file()
    std::map<std::string, WrittenFile>
        others_told;  ///< by name: which was ready first says nothing
    std::vector<fs::path> made;
    std::vector<std::string> earlier;
};

FolderWriter::FolderWriter(fs::path folder, const Format& format, Style style)
    : folder_(std::move(folder)),
      format_(&format),
      style_(std::move(style)),
      written_(std::make_unique<Written>()) {
    make(folder_);
}

FolderWriter::FolderWriter(fs::path folder)
    : folder_(std::move(folder)), format_(nullptr), written_(std::make_unique<Written>()) {
    make(folder_);
}

FolderWriter::~FolderWriter() = default;

void FolderWriter::make(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> missing;
    for (fs::path level = folder; !level.empty() && !fs::exists(level, failed);
         level = level.parent_path()) {
        missing.push_back(level);
    }
    fs::create_directories(folder, failed);
    written_->made.insert(written_->made.end(), missing.rbegin(), missing.rend());
    if (failed) {
        throw core::Error(fmt::format("cannot make {}: {}", folder.string(), failed.message()));
    }
}

void FolderWriter::write_file(const std::string& name, const std::string& table,
                              const std::function<std::size_t(std::ostream&)>& write) {
    {
        const std::scoped_lock lock(written_->several);
        make((folder_ / name).parent_path());
    }
    core::FileSet file;
    std::size_t rows = 0;
    const fs::path path = file.write(folder_ / name, [&](std::ostream& out) { rows = write(out); });
    WrittenFile told = about(name, table, rows, path);
    const std::scoped_lock lock(written_->several);
    written_->others.push_back(std::move(file));
    written_->others_told[name] = std::move(told);
}

void FolderWriter::replace(std::string_view command) {
    if (fs::is_empty(folder_)) {
        return;
    }
    const auto manifest = manifest_of(folder_);
    if (!manifest || text_of(*manifest, "command") != command) {
        throw core::UsageError(
            fmt::format("{} is there and holds something else than an earlier `hubmine {}`: name a "
                        "new folder",
                        folder_.string(), command));
    }
    written_->earlier = files_told_by(*manifest);
}

void FolderWriter::write(const Report& report, const std::string& part) {
    const std::string folder = part.empty() ? part : part + "/";
    if (!part.empty()) {
        make(folder_ / part);
        written_->parts.push_back(Json{{"part", part},
                                       {"command", report.manifest.command},
                                       {"options", json_of(report.manifest.options)},
                                       {"notes", json_of(report.manifest.notes)},
                                       {"warnings", report.manifest.warnings}});
    }
    for (const core::TableStream& table : report.tables) {
        written_->tables.push_back(write_table_file(written_->files, folder_,
                                                    folder + table_file(table.name(), *format_),
                                                    report, table, *format_, style_));
    }
}

std::vector<WrittenFile> FolderWriter::files() const {
    std::vector<WrittenFile> all = written_->tables;
    for (const auto& [name, file] : written_->others_told) {
        all.push_back(file);
    }
    return all;
}

void FolderWriter::tell(const Manifest& manifest) {
    Json document = json_of(manifest);
    if (!written_->parts.empty()) {
        document["parts"] = std::move(written_->parts);
    }
    Json files = Json::array();
    for (const WrittenFile& file : this->files()) {
        files.push_back(json_of(file));
    }
    document["files"] = std::move(files);
    // Among the tables, whose last it is to be put in place.
    const fs::path path = written_->files.write(folder_ / kManifestName, [&](std::ostream& out) {
        out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    });
    written_->others_told[kManifestName] = about(kManifestName, {}, 0, path);
}

void FolderWriter::commit() {
    for (core::FileSet& file : written_->others) {
        file.commit();
    }
    written_->files.commit();
    written_->made.clear();
    for (const std::string& name : written_->earlier) {
        if (is_inside(name) && !written_->others_told.contains(name)) {
            remove_within(folder_, name);
        }
    }
}

void FolderWriter::finish(const Manifest& manifest) {
    tell(manifest);
    commit();
}

void write_folder(const fs::path& folder, const Report& report, const Format& format,
                  const Style& style) {
    FolderWriter writer(folder, format, style);
    writer.write(report);
    writer.finish(report.manifest);
}

std::vector<std::string> check_folder(const fs::path& folder) {
    const fs::path path = folder / kManifestName;
    if (!std::ifstream(path)) {
        throw core::Error(fmt::format("cannot read {}", path.string()));
    }
    const std::optional<Json> manifest = manifest_of(folder);
    if (!manifest) {
        throw core::Error(fmt::format("{} is not a manifest of hubmine", path.string()));
    }
    std::vector<std::string> problems;
    for (const Json& entry : (*manifest)["files"]) {
        const std::string name = text_of(entry, "file");
        if (!is_inside(name)) {
            problems.push_back(fmt::format("{}: names no file of its folder", path.string()));
        } else if (!fs::is_regular_file(folder / name)) {
            problems.push_back(fmt::format("{}: is missing", (folder / name).string()));
        } else if (core::sha256_file(folder / name) != text_of(entry, "sha256")) {
            problems.push_back(
                fmt::format("{}: is not what was written", (folder / name).string()));
        }
    }
    return problems;
}

}  // namespace hubmine::output
