#include "crawl_command.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/facts.hpp"
#include "hubmine/store/store.hpp"

#include "commands.hpp"
#include "crawl_report.hpp"
#include "fault.hpp"
#include "progress_line.hpp"
#include "signals.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

namespace hubmine::cli {

namespace {

/// No Hub has more repositories than it could have downloads.
constexpr std::int64_t kMostAssumed = 1'000'000'000'000;

/// The parts of `--only`.
constexpr const char* kListing = "listing";
constexpr const char* kOwners = "owners";

std::vector<std::string> parts() {
    std::vector<std::string> words{kListing};
    for (const store::Detail what : store::kAllDetails) {
        words.emplace_back(store::detail_name(what));
    }
    words.emplace_back(kOwners);
    return words;
}

void take_parts(const std::vector<std::string>& only, crawl::Options& options) {
    options.listing = core::contains(only, kListing);
    options.owners = core::contains(only, kOwners);
    options.details.clear();
    for (const store::Detail what : store::kAllDetails) {
        if (core::contains(only, store::detail_name(what))) {
            options.details.insert(what);
        }
    }
}

/// "models=10,spaces=5".
void read_assumed(const std::string& given, std::map<core::Kind, std::int64_t>& assumed) {
    for (const std::string_view part : core::split(given, ',')) {
        const std::size_t equals = part.find('=');
        const auto kind = core::parse_kind(core::trim(part.substr(0, equals)));
        if (!kind || equals == std::string_view::npos) {
            throw core::UsageError(fmt::format("--assume: '{}' is not like models=3000000", part));
        }
        assumed[*kind] =
            read_whole("--assume", std::string(part.substr(equals + 1)), {0, kMostAssumed});
    }
}

}  // namespace

std::vector<Example> CrawlCommand::examples() const {
    return {{"hubmine crawl --only listing", "every model, dataset and space; no histories"},
            {"hubmine crawl --author openai-community", "one namespace, with all its histories"},
            {"hubmine crawl --min-likes 10 --max-time 6h --no-wait",
             "the liked ones first; leave after six hours or at the Hub's limit"},
            {"hubmine crawl --only owners,storage,likers --min-likes 10",
             "once listed: who owners are, bytes stored, when likes were given"},
            {"hubmine crawl --plan", "how many requests, how long; fetch nothing"}};
}

void CrawlCommand::declare(Arguments& arguments) {
    declare_scope(arguments);
    declare_manners(arguments);
    declare_refresh(arguments);
    declare_report(arguments);
    asked_ = arguments.asked();
}

void CrawlCommand::declare_scope(Arguments& arguments) {
    crawl::Options& options = settings_.options;
    arguments.section("What");
    arguments.text("--endpoint", "URL",
                   "the Hub (default $HF_ENDPOINT, else https://huggingface.co)", endpoint_);
    arguments.kinds("only models, datasets, spaces (repeat, or commas)", options.kinds);
    arguments.list("--only", "PART",
                   "only listing, commits, discussions, owners, storage, likers (commas; default "
                   "the first three)",
                   only_, parts());
    arguments.whole("--owners",
                    "overviews of so many owners, the most downloaded first (default 10000)",
                    options.most_owners, {1});
    arguments.text("--author", "NAME", "only this namespace", options.author);
    arguments.text("--filter", "TAG", "only repositories with this tag", options.filter);
    arguments.whole("--limit", "at most so many repositories a kind", options.limit, {1});
    arguments.choice("--order", {"oldest", "recent", "popular"},
                     "whose histories first (default oldest)", [&options](std::size_t word) {
                         options.order = word == 0   ? store::WorkOrder::kOldest
                                         : word == 1 ? store::WorkOrder::kRecent
                                                     : store::WorkOrder::kPopular;
                     });
    arguments.whole("--min-likes", "histories only of repositories with so many",
                    options.min_likes);
    arguments.whole("--min-downloads", "histories only of repositories with so many",
                    options.min_downloads);
    arguments.whole("--sample", "histories only of so many, drawn once and kept in the store",
                    options.sample, {1});
    arguments.each("--seed", "N", "of the sample (default 1)",
                   [&options](const std::string& given) {
                       options.seed = static_cast<std::uint64_t>(read_whole("--seed", given, {}));
                   });
    arguments.list("--sample-by", "STRATUM", "draw the sample by kind, subfield (commas)",
                   options.sample_by, {"kind", "subfield"});
}

void CrawlCommand::declare_manners(Arguments& arguments) {
    crawl::Options& options = settings_.options;
    arguments.section("Manners");
    arguments.each(
        "--concurrency", "N", "requests in flight (default 16)",
        [&options](const std::string& given) {
            options.concurrency = static_cast<int>(read_whole("--concurrency", given, {1, 256}));
        });
    arguments.each("--quota-share", "SHARE",
                   "of the Hub's quota, above 0 and at most 1 (default 1)",
                   [&options](const std::string& given) {
                       options.quota_share = read_share("--quota-share", given, 0, 1);
                   });
    arguments.flag("--no-wait", no_wait_, "leave at the first limit, with exit code 3");
    arguments.whole("--max-requests", "leave after so many requests", options.max_requests, {1});
    arguments.duration("--max-time", "leave after so long: 90s, 15m, 24h, 30d", options.max_time);
    arguments.duration("--max-wait", "leave rather than wait longer than this for the quota",
                       options.max_wait);
    arguments.each(
        "--max-attempts", "N", "tries a request before it counts as failed (default 6)",
        [&options](const std::string& given) {
            options.max_attempts = static_cast<int>(read_whole("--max-attempts", given, {1, 100}));
        });
    arguments.each("--max-pages", "N", "pages of one list or history (default 20000)",
                   [&options](const std::string& given) {
                       options.max_pages = read_whole("--max-pages", given, {1, 1000000});
                   });
    arguments.whole("--max-lookups",
                    "names that no listed repository has, looked up in one run (default 20000)",
                    options.max_lookups);
    arguments.text("--contact", "TEXT", "mail address or URL, told to the Hub ($HUBMINE_CONTACT)",
                   options.contact);
    arguments.input_file("--ca-bundle", "FILE",
                         "certificates to trust instead of the system's "
                         "(default $CURL_CA_BUNDLE, $REQUESTS_CA_BUNDLE, $SSL_CERT_FILE)",
                         options.ca_bundle);
}

void CrawlCommand::declare_refresh(Arguments& arguments) {
    crawl::Options& options = settings_.options;
    arguments.section("Refresh");
    arguments.duration("--relist-after", "list again when the last listing is older (default 24h)",
                       options.relist_after);
    arguments.duration("--resume-within",
                       "go on with an interrupted listing for so long after its start; later it is "
                       "started anew (default 7d)",
                       options.resume_within);
    arguments.duration("--refresh-discussions", "read discussions again after (default 30d)",
                       options.refresh_discussions);
    arguments.duration("--refresh-owners", "ask for overviews of owners again after (default 30d)",
                       options.refresh_owners);
    arguments.duration("--retry-unreadable", "try unreadable ones again after (default 30d)",
                       options.retry_unreadable);
}

void CrawlCommand::declare_report(Arguments& arguments) {
    arguments.section("Report");
    arguments.text("--summary-json", "FILE", "write the closing summary there as well",
                   settings_.summary_file);
    arguments.writes([this] { return NamedFiles::Paths{settings_.summary_file}; });
    arguments.flag("--plan", settings_.plan, "print phases, requests and time, and fetch nothing");
    arguments.flag("--offline", settings_.plan_options.offline,
                   "with --plan: do not even ask for the quota");
    arguments.text(
        "--format", "FORMAT",
        fmt::format("of the plan (default: {} on a terminal, else {})",
                    output::default_format(true).name, output::default_format(false).name),
        format_);
    arguments.each(
        "--assume", "KIND=N,...", "with --plan: so many repositories on the Hub",
        [this](const std::string& given) { read_assumed(given, settings_.plan_options.assumed); });
}

void CrawlCommand::settle(const Globals& globals, const Environment& environment) {
    crawl::Options& options = settings_.options;
    options.store = globals.store;
    options.endpoint = choose_endpoint(endpoint_, environment);
    options.ca_bundle = choose_ca_bundle(options.ca_bundle, environment);
    options.wait = !no_wait_;
    if (!only_.empty()) {
        core::check_words("--only", only_, parts());
        take_parts(only_, options);
    }
    core::check_words("--sample-by", options.sample_by, {"kind", "subfield"});
    check_idle_options();
    settle_plan(environment);
    if (options.contact.empty()) {
        options.contact = environment.variable("HUBMINE_CONTACT").value_or("");
    }
    if (options.contact.find_first_of("\r\n") != std::string::npos) {
        throw core::UsageError("--contact: must be one line");
    }
    for (const char* variable : {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"}) {
        const bool asks_nothing = settings_.plan && settings_.plan_options.offline;
        if (environment.is_true(variable) && !asks_nothing) {
            throw core::UsageError(
                fmt::format("{} is set, so nothing is asked of the Hub", variable));
        }
    }
    settings_.token = token_source(environment);
}

/// Options that the others leave nothing to do for.
void CrawlCommand::check_idle_options() const {
    const crawl::Options& options = settings_.options;
    const std::vector<std::string> asked = asked_();
    const auto refuse = [&asked](bool idle, const char* option, const char* why) {
        if (idle && core::contains(asked, option)) {
            throw core::UsageError(fmt::format("{} {}", option, why));
        }
    };
    const bool draws = options.sample > 0;
    refuse(!draws, "--sample-by", "needs --sample N");
    refuse(!draws, "--seed", "needs --sample N");
    const bool histories = !options.details.empty();
    for (const char* option : {"--order", "--min-likes", "--min-downloads"}) {
        refuse(!histories && !draws, option, "is about histories, and --only listing reads none");
    }
    refuse(!options.details.contains(store::Detail::kDiscussions), "--refresh-discussions",
           "needs --only discussions, or no --only");
    for (const char* option : {"--owners", "--refresh-owners"}) {
        refuse(!options.owners, option, "needs --only owners");
    }
    for (const char* option : {"--relist-after", "--resume-within"}) {
        refuse(!options.listing, option, "needs --only listing, or no --only");
    }
}

void CrawlCommand::settle_plan(const Environment& environment) {
    const std::vector<std::string> asked = asked_();
    for (const char* option : {"--offline", "--assume", "--format"}) {
        if (core::contains(asked, option) && !settings_.plan) {
            throw core::UsageError("--offline, --assume and --format belong to --plan");
        }
    }
    if (!settings_.plan) {
        return;
    }
    const bool to_terminal = environment.out_is_terminal;
    settings_.plan_format =
        format_.empty() ? &output::default_format(to_terminal) : &output::format_named(format_);
    const std::string doubt =
        output::doubt_about_standard_output(*settings_.plan_format, to_terminal);
    if (!doubt.empty()) {
        throw core::UsageError(doubt + ", where plans go");
    }
}

void CrawlCommand::show_plan(const World& world, const crawl::Plan& plan,
                             const output::Format& format) {
    const bool to_terminal = world.environment.out_is_terminal;
    format.write(world.out, {.title = plan.line(), .tables = {core::TableStream(plan.table())}},
                 {.color = world.globals.colors(to_terminal),
                  .width = to_terminal ? world.environment.out_width() : 0});
    spdlog::info("{}", plan.line());
}

core::ExitCode CrawlCommand::run(const World& world) {
    if (settings_.plan || settings_.summary_file.empty()) {
        return plan_or_crawl(world);
    }
    core::check_writable(settings_.summary_file);
    try {
        return plan_or_crawl(world);
    } catch (const core::Error& error) {
        leave_word(error.exit_code(), error.what());
        throw;
    } catch (const std::exception& error) {
        leave_word(core::ExitCode::kError, told_of(error));
        throw;
    }
}

/// The summary of an earlier run must not pass for this one's.
void CrawlCommand::leave_word(core::ExitCode code, const std::string& message) const {
    try {
        core::write_file_atomically(settings_.summary_file, [&](std::ostream& out) {
            write_error_json(out, code, message);
        });
    } catch (const core::Error& error) {
        spdlog::warn("{}", error.what());
    }
}

core::ExitCode CrawlCommand::plan_or_crawl(const World& world) const {
    crawl::Options options = settings_.options;
    options.token = read_token(settings_.token);
    check_token_is_safe(options.token, options.endpoint);

    if (settings_.plan) {
        show_plan(world,
                  crawl::make_plan(options, settings_.plan_options, core::SystemClock().now()),
                  *settings_.plan_format);
        return core::ExitCode::kOk;
    }
    spdlog::debug("asking {} {}, at most {} requests at a time, into {}", options.endpoint,
                  options.token.empty() ? "without a token" : "with a token", options.concurrency,
                  options.store.string());
    const crawl::Summary summary = crawl_with(world, options);
    for (const std::string& text : summary_lines(summary)) {
        spdlog::info("{}", text);
    }
    if (exit_code_of(summary) != core::ExitCode::kOk) {
        // Nobody asked for this end, as one asks for a budget.
        const bool is_trouble = summary.ending == crawl::Ending::kUnavailable;
        spdlog::log(is_trouble ? spdlog::level::warn : spdlog::level::info, "{}",
                    closing_line(summary));
    }
    if (!settings_.summary_file.empty()) {
        core::write_file_atomically(settings_.summary_file, [&summary](std::ostream& out) {
            write_summary_json(out, summary);
        });
    }
    return exit_code_of(summary);
}

crawl::Summary CrawlCommand::crawl_with(const World& world, const crawl::Options& options) {
    ProgressLine line(world.err, [&world] { return world.environment.err_width(); });
    crawl::Hooks hooks;
    hooks.notice = [](const std::string& text) { spdlog::info("{}", text); };
    hooks.warning = [](const std::string& text) { spdlog::warn("{}", text); };
    if (world.environment.err_is_terminal && world.environment.knows_escapes() &&
        !world.globals.quiet && world.globals.log_format == Globals::LogFormat::kText) {
        hooks.progress = [&line](const crawl::Progress& progress) {
            line.show(progress, std::chrono::steady_clock::now());
        };
    }
    hooks.closing = [](store::Store& store, const crawl::Summary& summary) {
        try {
            store::save_fact(store, kLastRun, last_run_text(summary, core::SystemClock().now()));
        } catch (const core::BusyError& error) {
            // What the crawl did is stored; its summary is still to be told.
            spdlog::warn("{}: `hubmine status` will not tell of this run", error.what());
        }
    };
    const StopOnSignal signals;
    crawl::Summary summary = crawl::run(options, hooks, signals.token());
    line.clear();
    return summary;
}

std::unique_ptr<Command> make_crawl_command() {
    return std::make_unique<CrawlCommand>();
}

}  // namespace hubmine::cli
