#include "search_index.hpp"

#include "hubmine/core/digest.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/version.hpp"

#include "search_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstring>
#include <set>
#include <system_error>

namespace hubmine::store {

namespace {

namespace fs = std::filesystem;

/// What an index is made of and how; another text is another index.
std::string key_of(Database& store, const SearchIndexOptions& options) {
    constexpr int kLayout = 2;
    const auto newest = store.cached(
        "SELECT snapshot_id, started_at, finished_at, "
        "(SELECT sum(rows) FROM walk AS w WHERE w.snapshot_id = s.snapshot_id AND NOT complete), "
        "(SELECT count(*) + sum(repositories) FROM forgotten) "
        "FROM snapshot AS s WHERE source IS NULL ORDER BY complete DESC, snapshot_id DESC LIMIT 1");
    if (!newest->step()) {
        throw core::Error(fmt::format("{} holds no snapshot yet: fill it with `hubmine crawl`",
                                      store.path().string()));
    }
    std::set<std::string> names;
    for (const auto& [code, name] : options.language_names) {
        names.insert(fmt::format("{}={}", code, name));
    }
    return fmt::format("{} {} {} {} {} {} {} {} {} {}", kLayout, core::kVersion,
                       std::endian::native == std::endian::little ? "little" : "big",
                       store.scalar("PRAGMA user_version"), newest->integer(0), newest->integer(1),
                       newest->integer(2), newest->integer(3), newest->integer(4),
                       core::sha256(fmt::format("{}", fmt::join(names, "\n"))));
}

/// Names of what is private may be in it: who may read the store may read it, nobody else.
unsigned mode_like(const fs::path& store) {
    std::error_code ignored;
    return static_cast<unsigned>(fs::status(store, ignored).permissions() & fs::perms::all);
}

/// Whoever was killed while making an index left a part of it. What was touched within so long may
/// be another machine's.
void clear_parts(const fs::path& path, std::chrono::seconds untouched) {
    constexpr std::string_view kEnding = ".part";
    const std::string beginning = path.filename().string() + ".";
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(path.parent_path(), failed)) {
        const std::string name = entry.path().filename().string();
        const bool is_part = name.size() > beginning.size() + kEnding.size() &&
                             name.starts_with(beginning) && name.ends_with(kEnding);
        const std::string_view process = std::string_view(name).substr(
            std::min(beginning.size(), name.size()),
            is_part ? name.size() - beginning.size() - kEnding.size() : 0);
        if (is_part && process.find_first_not_of("0123456789") == std::string_view::npos &&
            fs::last_write_time(entry.path(), failed) <
                fs::file_time_type::clock::now() - untouched &&
            !failed) {
            fs::remove(entry.path(), failed);
        }
    }
}

/// The place for an index beside the store, or, where nothing can be written there, among the
/// temporary files.
std::unique_ptr<core::Replacement> place_for(const fs::path& path, const fs::path& store,
                                             const SearchIndexOptions& options, bool& is_scratch) {
    try {
        is_scratch = false;
        return std::make_unique<core::Replacement>(path, mode_like(store));
    } catch (const core::Error& error) {
        is_scratch = true;
        if (options.warning) {
            options.warning(
                fmt::format("{}: the index is made for this search only, and anew for "
                            "the next one",
                            error.what()));
        }
        return std::make_unique<core::Replacement>(fs::temp_directory_path() / path.filename(),
                                                   0600);
    }
}

}  // namespace

std::string filter_key(SearchField field, std::string_view value) {
    std::string key = fmt::format("{}:{}", field_name(field), core::ascii_lower(value));
    if (field == SearchField::kKind && key.ends_with('s')) {
        key.pop_back();  // "models" are of the kind "model"
    }
    return key;
}

fs::path search_index_path(const fs::path& store) {
    return core::resolved(store).string() + ".search";
}

void remove_search_index(const fs::path& store) {
    const fs::path path = search_index_path(store);
    std::error_code failed;
    fs::remove(path, failed);
    if (failed) {
        throw core::Error(fmt::format("cannot remove {}: {}", path.string(), failed.message()));
    }
    clear_parts(path, std::chrono::seconds(0));
}

SearchIndex::SearchIndex(const fs::path& path, std::unique_ptr<core::Replacement> scratch)
    : scratch_(std::move(scratch)), database_(path, Database::Options{.immutable = true}) {
    database_.execute("PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 17179869184");
    const auto pages = static_cast<std::uintmax_t>(database_.scalar("PRAGMA page_count"));
    const auto page = static_cast<std::uintmax_t>(database_.scalar("PRAGMA page_size"));
    if (fs::file_size(path) != pages * page) {
        database_.damaged("its end is missing");
    }
    const auto query = database_.cached("SELECT repositories FROM origin");
    size_ = query->step() ? static_cast<std::size_t>(query->count(0)) : 0;
    add_bm25_function(database_, bm25_);
}

SearchNumbers SearchIndex::numbers(std::uint32_t position) {
    const auto query = database_.cached("SELECT bytes FROM numbers WHERE chunk = ?");
    query->bind(static_cast<std::int64_t>(position / kNumbersChunk));
    const std::string_view bytes = query->step() ? query->bytes(0) : std::string_view();
    const std::size_t at = position % kNumbersChunk * sizeof(SearchNumbers);
    SearchNumbers numbers;
    if (bytes.size() < at + sizeof(numbers)) {
        database_.damaged("its numbers are missing");
    }
    std::memcpy(&numbers, bytes.data() + at, sizeof(numbers));
    return numbers;
}

void SearchIndex::read_popularities(std::size_t chunk) {
    const std::size_t count = std::min(kPopularityChunk, size_ - chunk * kPopularityChunk);
    const auto query = database_.cached("SELECT bytes FROM popularity WHERE chunk = ?");
    query->bind(static_cast<std::int64_t>(chunk));
    const std::string_view bytes = query->step() ? query->bytes(0) : std::string_view();
    if (bytes.size() != count * sizeof(double)) {
        database_.damaged("its numbers are missing");
    }
    popularities_.resize(count);
    std::memcpy(popularities_.data(), bytes.data(), bytes.size());
    popularity_chunk_ = chunk;
}

std::vector<std::uint32_t> SearchIndex::positions_in(std::string_view bytes) const {
    std::vector<std::uint32_t> positions(bytes.size() / sizeof(std::uint32_t));
    std::memcpy(positions.data(), bytes.data(), positions.size() * sizeof(std::uint32_t));
    if (std::any_of(positions.begin(), positions.end(),
                    [this](std::uint32_t position) { return position >= size_; })) {
        database_.damaged("its order by likes or downloads is none");
    }
    return positions;
}

std::string SearchIndex::made_of() {
    const auto query = database_.cached("SELECT made_of FROM origin");
    return query->step() ? std::string(query->text(0)) : std::string();
}

void SearchIndex::add_matches(std::string_view key, PositionSet& into) {
    const auto query = database_.cached("SELECT bytes FROM filter WHERE key = ?");
    query->bind(key);
    if (query->step() && !add_posting(query->bytes(0), into)) {
        database_.damaged(fmt::format("the positions of {} are none", key));
    }
}

/// Whatever is wrong with a file that can be thrown away, another one is made.
std::unique_ptr<SearchIndex> SearchIndex::if_of(const fs::path& path, std::string_view key) {
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) {
        return nullptr;
    }
    try {
        std::unique_ptr<SearchIndex> index(new SearchIndex(path, nullptr));
        return index->made_of() == key ? std::move(index) : nullptr;
    } catch (const core::Error&) {
        return nullptr;
    } catch (const fs::filesystem_error&) {
        return nullptr;  // another search has just put its own there
    }
}

std::unique_ptr<SearchIndex> SearchIndex::open(Store& store, const SearchIndexOptions& options) {
    std::unique_ptr<SearchIndex> index =
        if_of(search_index_path(store.path()), key_of(store.database(), options));
    return index ? std::move(index) : make(store, options);
}

std::unique_ptr<SearchIndex> SearchIndex::make(Store& store, const SearchIndexOptions& options) {
    const fs::path path = search_index_path(store.path());
    clear_parts(path, std::chrono::hours(1));
    bool is_scratch = false;
    auto place = place_for(path, store.path(), options, is_scratch);
    {
        const ReadView consistent(store.database());
        build_search_index(store.database(), place->path(), key_of(store.database(), options),
                           options);
    }
    const fs::path made = is_scratch ? place->path() : path;
    if (!is_scratch) {
        place->commit();
        place.reset();
    }
    std::unique_ptr<SearchIndex> index(new SearchIndex(made, std::move(place)));
    index->is_new_ = true;
    return index;
}

}  // namespace hubmine::store
