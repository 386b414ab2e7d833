#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string_view>
#include <vector>

namespace hubmine::core {

/// Where a path leads: symbolic links followed, also when nothing is there yet; canonical as far as
/// it exists.
[[nodiscard]] std::filesystem::path resolved(const std::filesystem::path& path);

/// Two spellings of one file: the same device and inode where both are there, else the same place.
[[nodiscard]] bool same_file(const std::filesystem::path& a, const std::filesystem::path& b);

/// A new file that takes the place of another when it is whole; until then the old one stays. It is
/// made beside the target (that a link leads to), or, where that folder cannot be written, among
/// the temporary files. Removed unless it was put in place.
class Replacement {
  public:
    /// Makes the empty file, with the target's mode when there is a target, else with `mode` less
    /// the umask. Throws Error when the target could not be written.
    explicit Replacement(const std::filesystem::path& target, unsigned mode = 0666);
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    Replacement(Replacement&&) = delete;
    Replacement& operator=(Replacement&&) = delete;
    ~Replacement();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Puts it in place: by a rename; where that is impossible (a mount point, a folder that cannot
    /// be written, a file of another owner) by copying into the target, which a failure then leaves
    /// torn. Throws Error.
    void commit();

  private:
    std::filesystem::path named_;  ///< as the user spells it, for messages
    std::filesystem::path target_;
    std::filesystem::path path_;
    bool in_place_ = false;
};

/// Files that belong together: none is put in place before all are whole.
class FileSet {
  public:
    /// Calls `write` with a stream to a new file beside `path` (see Replacement). A device or a
    /// pipe is written straight into. Returns where the bytes are until commit(). Throws Error.
    std::filesystem::path write(const std::filesystem::path& path,
                                const std::function<void(std::ostream&)>& write);
    /// Throws Error.
    void commit();

  private:
    std::vector<std::unique_ptr<Replacement>> files_;
};

/// The same of one file: what `write` writes takes the place of `path`, whole or not at all.
void write_file_atomically(const std::filesystem::path& path,
                           const std::function<void(std::ostream&)>& write);

/// Throws Error when write_file_atomically could not write there; changes nothing.
void check_writable(const std::filesystem::path& path);

/// Where hubmine's own data (`bots.csv`, ...) is, installed or in a build tree: ../share/hubmine
/// beside the program's directory, or the directory HUBMINE_DATA_DIR.
[[nodiscard]] std::filesystem::path data_folder();
/// A file of it. Throws Error when it is not there.
[[nodiscard]] std::filesystem::path data_file(std::string_view name);
/// The file that somebody named; data_file(installed) where the name is empty.
[[nodiscard]] std::filesystem::path given_or_installed(const std::string& given,
                                                       std::string_view installed);

}  // namespace hubmine::core
