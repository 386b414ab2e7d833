#pragma once

#include "hubmine/output/format.hpp"
#include "hubmine/output/report.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

inline constexpr const char* kManifestName = "manifest.json";

/// The name of a table's file in a folder: NAME.EXTENSION.
[[nodiscard]] std::string table_file(std::string_view table, const Format& format);

/// A file of a folder.
struct WrittenFile {
    std::string name;   ///< within the folder
    std::string table;  ///< empty: no table
    std::size_t rows = 0;
    std::uintmax_t bytes = 0;
    std::string sha256;
};

/// Writes tables into a folder, which it makes when it is not there; all or nothing of it appears.
class FolderWriter {
  public:
    /// Throws core::Error when there can be no such folder.
    FolderWriter(std::filesystem::path folder, const Format& format, Style style);
    /// For write_file() only.
    explicit FolderWriter(std::filesystem::path folder);
    ~FolderWriter();
    FolderWriter(const FolderWriter&) = delete;
    FolderWriter& operator=(const FolderWriter&) = delete;
    FolderWriter(FolderWriter&&) = delete;
    FolderWriter& operator=(FolderWriter&&) = delete;

    /// Each table as FOLDER/NAME.EXTENSION, with its figures where the format draws; with a part,
    /// as FOLDER/PART/NAME.EXTENSION, and the manifest tells what was asked for it. Throws
    /// core::Error.
    void write(const Report& report, const std::string& part = {});
    /// Some rows of a table as FOLDER/NAME, in whatever form `write` gives them, which returns how
    /// many there were; a file beside the tables where `table` is empty. May be called by several
    /// threads. Throws core::Error.
    void write_file(const std::string& name, const std::string& table,
                    const std::function<std::size_t(std::ostream&)>& write);
    /// What an earlier run of `command` left in the folder is replaced: finish() removes of it what
    /// was not written again. Throws UsageError when the folder holds anything else.
    void replace(std::string_view command);
    /// The files that are written, by name; in place they are later.
    [[nodiscard]] std::vector<WrittenFile> files() const;
    /// FOLDER/manifest.json with the rows and the SHA-256 of each file that is written until now.
    /// Throws core::Error.
    void tell(const Manifest& manifest);
    /// Last: puts everything in place. Throws core::Error.
    void commit();
    /// Both.
    void finish(const Manifest& manifest);

  private:
    struct Written;
    void make(const std::filesystem::path& folder);

    std::filesystem::path folder_;
    const Format* format_;
    Style style_;
    std::unique_ptr<Written> written_;
};

/// One report as a folder, with its own manifest. Throws core::Error.
void write_folder(const std::filesystem::path& folder, const Report& report, const Format& format,
                  const Style& style);

/// What is wrong with the files that a manifest names, one line each: missing, or other bytes than
/// were written. Throws core::Error when the manifest itself cannot be read.
[[nodiscard]] std::vector<std::string> check_folder(const std::filesystem::path& folder);

}  // namespace hubmine::output
