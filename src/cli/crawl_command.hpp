#pragma once

#include "hubmine/crawl/crawler.hpp"
#include "hubmine/crawl/plan.hpp"
#include "hubmine/output/format.hpp"

#include "access.hpp"
#include "command.hpp"

#include <functional>
#include <string>
#include <vector>

namespace hubmine::cli {

/// What a user asked of `hubmine crawl`. The token is no part of it until the work begins.
struct CrawlSettings {
    crawl::Options options;
    TokenSource token;
    std::string summary_file;
    bool plan = false;  ///< print it instead of crawling
    crawl::PlanOptions plan_options;
    const output::Format* plan_format = nullptr;
};

/// `hubmine crawl`.
class CrawlCommand final : public Command {
  public:
    [[nodiscard]] std::string name() const override { return "crawl"; }
    [[nodiscard]] std::string help() const override {
        return "Fetch the Hub into the store; goes on where it stopped";
    }
    [[nodiscard]] std::vector<Example> examples() const override;
    void declare(Arguments& arguments) override;
    void settle(const Globals& globals, const Environment& environment) override;
    core::ExitCode run(const World& world) override;

    [[nodiscard]] const CrawlSettings& settings() const { return settings_; }

  private:
    void declare_scope(Arguments& arguments);
    void declare_manners(Arguments& arguments);
    void declare_refresh(Arguments& arguments);
    void declare_report(Arguments& arguments);
    [[nodiscard]] core::ExitCode plan_or_crawl(const World& world) const;
    [[nodiscard]] static crawl::Summary crawl_with(const World& world,
                                                   const crawl::Options& options);
    void leave_word(core::ExitCode code, const std::string& message) const;
    void check_idle_options() const;
    void settle_plan(const Environment& environment);
    static void show_plan(const World& world, const crawl::Plan& plan,
                          const output::Format& format);

    CrawlSettings settings_;
    std::string endpoint_;
    std::string format_;
    std::vector<std::string> only_;
    bool no_wait_ = false;
    std::function<std::vector<std::string>()> asked_;
};

}  // namespace hubmine::cli
