#include "demohub/server.hpp"

#include "hubmine/core/error.hpp"

#include "demohub/api.hpp"
#include "demohub/http_server.hpp"
#include "demohub/json_text.hpp"
#include "demohub/mutate.hpp"
#include "demohub/quota.hpp"
#include "demohub/random.hpp"
#include "demohub/spoil.hpp"
#include "demohub/synthetic.hpp"
#include "demohub/world_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <utility>

namespace hubmine::demohub {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Compressing less than this costs more than it saves.
constexpr std::size_t kWorthCompressing = 1000;

Ask ask_of(const httplib::Request& request) {
    Ask ask = parse_target(request.target);
    const std::string scheme =
        request.get_header_value("X-Forwarded-Proto") == "https" ? "https" : "http";
    ask.origin = scheme + "://" + request.get_header_value("Host");
    if (request.has_header("Authorization")) {
        ask.authorization = request.get_header_value("Authorization");
    }
    ask.accepts_gzip =
        request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
    return ask;
}

void compress(Reply& reply) {
    if (reply.body->size() < kWorthCompressing) {
        return;
    }
    reply.body =
        reply.gzipped ? reply.gzipped : std::make_shared<const std::string>(gzip(*reply.body));
    reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.headers.emplace_back("Vary", "Accept-Encoding");
}

void add_unless_there(Reply& reply, std::string_view name, const std::string& value) {
    if (std::none_of(reply.headers.begin(), reply.headers.end(),
                     [&](const auto& header) { return header.first == name; })) {
        reply.headers.emplace_back(name, value);
    }
}

std::unique_ptr<Content> content_of(const Options& options) {
    return options.world.empty() ? synthetic_hub(options.synthetic) : open_world(options.world);
}

}  // namespace

/// Everything that lives as long as the port is open.
class Server::Running {
  public:
    Running(Server& server, const Options& options)
        : server_(server),
          options_(options),
          world_(content_of(options)),
          api_(world_, options),
          planner_(options.faults, options.fault_seed),
          quota_(options.quota, options.window, [] { return SteadyClock::now(); }),
          book_(options.count_paths),
          evil_origin_(options.evil_origin),
          http_(options.max_threads, nap_, [this] { book_.connected(); }) {
        http_.set_pre_routing_handler(
            [this](const auto& request, auto& response) { return handle(request, response); });
        // With a reader of our own: httplib takes what curl -d sends for a form, and a form of
        // more than 8 KiB for an attack.
        http_.Post("/_demo/mutate",
                   [this](const httplib::Request&, httplib::Response& response,
                          const httplib::ContentReader& read) { mutate(read, response); });
        port_ = http_.bind(options.port);
        for (const auto& target : options.warm) {
            warm(target);
        }
        http_.start();
    }

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] World& world() { return world_; }
    [[nodiscard]] FaultPlanner& planner() { return planner_; }
    [[nodiscard]] Api& api() { return api_; }
    [[nodiscard]] Stats stats() const {
        Stats stats = book_.stats();
        stats.windows = quota_.windows();
        return stats;
    }
    void set_evil_origin(std::string origin) {
        const std::lock_guard lock(mutex_);
        evil_origin_ = std::move(origin);
    }

  private:
    using Outcome = httplib::Server::HandlerResponse;

    Outcome handle(const httplib::Request& request, httplib::Response& response) {
        const bool reads = request.method == "GET" || request.method == "HEAD";
        if (request.path == "/_demo/stats" && reads) {
            response.set_content(to_json(stats()), "application/json; charset=utf-8");
            return Outcome::Handled;
        }
        if (request.path.rfind("/_demo/", 0) == 0) {
            return Outcome::Unhandled;
        }
        const auto arrival = SteadyClock::now();
        Ask ask = ask_of(request);
        book_.asked(ask, request.get_header_value("User-Agent"));
        const std::optional<Reply> own = own_reply(options_.gateway, ask);
        if (own || !enter(options_.gateway, ask)) {
            write(own ? *own : error_reply(404, "", "Not Found"), response);
            return Outcome::Handled;
        }
        const Grant grant = quota_.ask();
        Reply reply = reads ? answer(ask, grant) : error_reply(404, "", "Cannot " + request.method);
        if (options_.latency.count() > 0) {
            nap_.sleep_until(arrival + options_.latency);
        }
        book_.replied(reply.status, reply.body->size(), !grant.granted);
        write(std::move(reply), response);
        return Outcome::Handled;
    }

    Reply answer(Ask& ask, const Grant& grant) {
        FaultPlan plan;
        Reply reply;
        if (!grant.granted) {
            reply =
                error_reply(429, "", "We had to rate limit you, you hit the quota of your plan.");
        } else {
            plan = planner_.plan(ask.target);
            reply = unspoilt(ask, plan);
        }
        add_unless_there(reply, "RateLimit", grant.rate_limit);
        add_unless_there(reply, "RateLimit-Policy", grant.policy);
        add_common(reply);
        pass_on(options_.gateway, ask, reply);
        if (ask.accepts_gzip) {
            compress(reply);
        }
        if (plan.fault || plan.canned) {
            book_.spoiled(plan.canned ? "canned" : fault_name(*plan.fault));
            spoil(reply, plan);
        }
        return reply;
    }

    /// The reply with the faults that are part of its content.
    Reply unspoilt(Ask& ask, const FaultPlan& plan) {
        constexpr std::uint64_t kMostShifted = 5;
        if (plan.fault == Fault::kShift) {
            ask.shift = 1 + plan.dice % kMostShifted;
        }
        if (plan.canned) {
            Reply reply;
            reply.status = plan.canned->status;
            reply.body = std::make_shared<const std::string>(plan.canned->body);
            reply.headers.emplace_back("Content-Type", plan.canned->content_type);
            for (const auto& [name, value] : plan.canned->headers) {
                reply.headers.emplace_back(name, value);
            }
            return reply;
        }
        if (plan.fault) {
            if (auto instead = replacement(*plan.fault, plan.dice, options_.limited_for)) {
                return *std::move(instead);
            }
        }
        Reply reply = api_.answer(ask);
        if (plan.fault == Fault::kEvilLink || plan.fault == Fault::kEvilRedirect) {
            const std::lock_guard lock(mutex_);
            return lured(std::move(reply), *plan.fault, ask, evil_origin_);
        }
        return reply;
    }

    void spoil(Reply& reply, const FaultPlan& plan) {
        if (!plan.fault) {
            return;
        }
        if (plan.fault == Fault::kHang) {
            nap_.sleep_until(SteadyClock::now() + options_.hang);
        }
        spoil_body(reply, *plan.fault, plan.dice);
        if (const auto cut = cut_of(*plan.fault, plan.dice, reply.body->size(), options_.hang)) {
            Connection::current()->cut(*cut);
        }
    }

    /// "Tue, 01 Dec 2026 04:38:11 GMT"
    static std::string date_text(std::chrono::system_clock::time_point time) {
        const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(time);
        const std::chrono::year_month_day date(day);
        const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
        constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        return fmt::format(
            "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
            kDays.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
            kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
            clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    }

    void add_common(Reply& reply) {
        const std::uint64_t number = ++replies_;
        reply.headers.emplace_back(
            "X-Request-Id", fmt::format("Root=1-{:08x}-{};{}", number, hex_digits(number, 24),
                                        hex_digits(number + 1, 32)));
        reply.headers.emplace_back("X-Powered-By", "huggingface-moon");
        add_unless_there(reply, "Date", date_text(std::chrono::system_clock::now()));
    }

    static void write(Reply reply, httplib::Response& response) {
        response.status = reply.status;
        bool chunked = false;
        std::string content_type;
        for (const auto& [name, value] : reply.headers) {
            if (name == "Content-Type") {
                content_type = value;
            } else if (name == "Transfer-Encoding") {
                chunked = true;
            } else {
                // Not set_header: it takes what is beyond ASCII for a mistake.
                response.headers.emplace(name, value);
            }
        }
        if (reply.body->empty()) {
            if (!content_type.empty()) {
                response.headers.emplace("Content-Type", content_type);
            }
            return;
        }
        const auto body = reply.body;
        if (chunked) {
            response.set_chunked_content_provider(
                content_type, [body](std::size_t offset, httplib::DataSink& sink) {
                    constexpr std::size_t kChunk = 8192;
                    const std::size_t size = std::min(kChunk, body->size() - offset);
                    if (!sink.write(body->data() + offset, size)) {
                        return false;
                    }
                    if (offset + size == body->size()) {
                        sink.done();
                    }
                    return true;
                });
            return;
        }
        response.set_content_provider(
            body->size(), content_type,
            [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                return sink.write(body->data() + offset, length);
            });
    }

    void mutate(const httplib::ContentReader& read, httplib::Response& response) {
        std::string body;
        read([&body](const char* data, std::size_t size) {
            body.append(data, size);
            return true;
        });
        try {
            response.set_content(apply_changes(server_, body), "application/json; charset=utf-8");
        } catch (const core::Error& error) {
            response.status = 400;
            response.set_content(fmt::format(R"({{"error":{}}})", json_string(error.what())),
                                 "application/json; charset=utf-8");
        }
    }

    /// Renders a target and what follows it by Link.
    void warm(std::string target) {
        while (!target.empty()) {
            Ask ask = parse_target(target);
            ask.origin = fmt::format("http://127.0.0.1:{}", port_);
            const Reply reply = api_.answer(ask);
            target.clear();
            for (const auto& [name, value] : reply.headers) {
                if (name == "Link") {
                    target = value.substr(1 + ask.origin.size(),
                                          value.find('>') - 1 - ask.origin.size());
                }
            }
        }
    }

    Server& server_;
    Options options_;
    World world_;
    Api api_;
    FaultPlanner planner_;
    QuotaBook quota_;
    StatsBook book_;
    std::mutex mutex_;
    std::string evil_origin_;
    std::atomic<std::uint64_t> replies_{0};
    int port_ = 0;
    Nap nap_;
    HttpServer http_;  // last: its threads use all of the above
};

Server::Server(const Options& options) : running_(std::make_unique<Running>(*this, options)) {}
Server::~Server() = default;

int Server::port() const {
    return running_->port();
}
std::string Server::url() const {
    return fmt::format("http://127.0.0.1:{}", running_->port());
}
World& Server::world() {
    return running_->world();
}
Stats Server::stats() const {
    return running_->stats();
}
void Server::set_faults(const FaultRates& rates) {
    running_->planner().set_rates(rates);
}
void Server::script(std::string prefix, Fault fault, int times) {
    running_->planner().script(std::move(prefix), fault, times);
}
void Server::script(std::string prefix, CannedReply reply, int times) {
    running_->planner().script(std::move(prefix), std::move(reply), times);
}
void Server::set_evil_origin(std::string origin) {
    running_->set_evil_origin(std::move(origin));
}
void Server::expire_cursors(int status) {
    running_->api().expire_cursors(status);
}
std::string Server::mutate(std::string_view json) {
    return apply_changes(*this, json);
}

}  // namespace hubmine::demohub
