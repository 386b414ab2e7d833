#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/look.hpp"

#include "checkup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <system_error>

namespace hubmine::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMebibyte = std::int64_t{1} << 20U;
/// A file of this size is looked through within seconds, from a slow disk too.
constexpr std::int64_t kMostLookedThrough = 512 * kMebibyte;
/// What a crawl of the Hub's lists alone may need in a day.
constexpr std::int64_t kRoomWanted = 1024 * kMebibyte;
constexpr std::int64_t kRoomNeeded = 64 * kMebibyte;

Finding looked_at(const fs::path& path, const store::Look& look) {
    const std::string what =
        fmt::format("{}: layout {}, {}", path.string(), look.layout, bytes_text(look.bytes));
    if (!look.problems.empty()) {
        return {"store", Health::kProblem,
                fmt::format("{}: {}", what, core::printable(look.problems.front())),
                "`hubmine verify` says more; restore a backup"};
    }
    if (look.layout < look.newest_layout) {
        return {"store", Health::kWarning,
                fmt::format("{}; this hubmine writes layout {}", what, look.newest_layout),
                "nothing: the next command brings it forward, which takes a while once"};
    }
    return look.whole
               ? Finding{"store", Health::kOk, what + ", every page is sound", ""}
               : Finding{"store", Health::kOk, what + ", too large for a quick look at every page",
                         "`hubmine verify` takes its time and looks at everything"};
}

/// The size of the store, for whoever asks how much room it wants; 0 = there is none.
std::int64_t check_file(const fs::path& path, Findings& findings) {
    std::error_code unknown;
    if (!fs::exists(path, unknown) && (!unknown || unknown == std::errc::not_a_directory)) {
        findings.push_back({"store", Health::kWarning,
                            fmt::format("there is no {} yet", path.string()),
                            "`hubmine crawl` makes it; --store, HUBMINE_STORE or the "
                            "configuration file name another"});
        return 0;
    }
    try {
        const store::Look look = store::look_at(path, kMostLookedThrough);
        findings.push_back(looked_at(path, look));
        return look.bytes;
    } catch (const core::Error& error) {
        findings.push_back({"store", Health::kProblem, core::printable(error.what()),
                            "name another file with --store, or put this right"});
        return 0;
    }
}

Finding lock(const fs::path& path) {
    const std::optional<std::string> holder = store::holder_of(path);
    return holder ? Finding{"lock", Health::kOk, fmt::format("held by {}", *holder),
                            "read as much as you like; another crawl has to wait for its end"}
                  : Finding{"lock", Health::kOk, "free", ""};
}

Finding room(const std::string& check, const fs::path& folder, std::int64_t store_bytes) {
    std::error_code failed;
    const fs::space_info space = fs::space(folder, failed);
    if (failed) {
        return {check, Health::kProblem, fmt::format("{}: {}", folder.string(), failed.message()),
                "make the folder, or name another"};
    }
    const auto most = static_cast<std::uintmax_t>(std::numeric_limits<std::int64_t>::max());
    return room_finding(check, folder.string(),
                        static_cast<std::int64_t>(std::min(space.available, most)), store_bytes);
}

fs::path temporary_folder(const Environment& environment) {
    for (const char* name : {"SQLITE_TMPDIR", "TMPDIR"}) {
        if (const auto path = environment.path(name)) {
            return *path;
        }
    }
    return "/tmp";
}

}  // namespace

Finding room_finding(const std::string& check, const std::string& folder, std::int64_t available,
                     std::int64_t store_bytes) {
    const std::string found = fmt::format("{} free at {}", bytes_text(available), folder);
    if (available < kRoomNeeded) {
        return {check, Health::kProblem, found, "make room: next to nothing can be written"};
    }
    if (available < std::max(kRoomWanted, store_bytes)) {
        return {check, Health::kWarning, found,
                store_bytes > kRoomWanted
                    ? "make room: a backup or a vacuum of the store takes as much as it has itself"
                    : "make room before a long crawl"};
    }
    return {check, Health::kOk, found, ""};
}

void check_store(const World& world, Findings& findings) {
    const fs::path path = world.globals.store;
    const std::int64_t bytes = check_file(path, findings);
    findings.push_back(lock(path));
    std::error_code unknown;
    const fs::path folder = fs::absolute(core::resolved(path), unknown).parent_path();
    findings.push_back(room("space", folder.empty() ? fs::path("/") : folder, bytes));
    findings.push_back(room("temporary space", temporary_folder(world.environment), bytes));
}

}  // namespace hubmine::cli
