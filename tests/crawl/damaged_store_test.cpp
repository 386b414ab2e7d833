#include "hubmine/core/error.hpp"

#include "crawl/crawl_fixture.hpp"
#include "crawl/store_dump.hpp"

#include <filesystem>

namespace hubmine::crawl {
namespace {

/// A store in which one column holds a number that no hubmine wrote: half of it is read, and a new
/// walk of the lists is under way.
class DamagedStore : public CrawlTest {
  protected:
    DamagedStore() : hub_(small_hub()), options_(options_for(hub_, "whole.db")) {
        options_.max_attempts = 2;
        options_.max_requests = 60;
        crawl(options_);
        options_.relist_after = std::chrono::seconds(-1);
        options_.max_requests = 2;
        crawl(options_);
        options_.max_requests.reset();
        options_.store = file("damaged.db");
    }

    /// The crawl goes through, or says what is wrong with the file.
    void crawl_over(const std::string& damage) {
        std::filesystem::copy_file(file("whole.db"), options_.store,
                                   std::filesystem::copy_options::overwrite_existing);
        static_cast<void>(rows_of(options_.store, damage));
        try {
            crawl(options_);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.exit_code(), core::ExitCode::kCheckFailed) << error.what();
        }
    }

    demohub::Server hub_;
    Options options_;
};

TEST_F(DamagedStore, IsCrawledOrRefusedWhateverItsNumbersAre) {
    const std::vector<std::string> updates = rows_of(
        file("whole.db"),
        "SELECT 'UPDATE OR IGNORE ' || m.name || ' SET ' || c.name || ' = ' FROM sqlite_master AS "
        "m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.type = 'INTEGER' "
        "AND c.pk = 0 AND m.name NOT LIKE 'sqlite%' ORDER BY 1");
    ASSERT_GT(updates.size(), 60U);
    for (const std::string& update : updates) {
        for (const char* number : {"9223372036854775807", "-9223372036854775808"}) {
            SCOPED_TRACE(update + number);
            crawl_over(update + number);
        }
    }
}

}  // namespace
}  // namespace hubmine::crawl
