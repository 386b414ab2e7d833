#include "hubmine/hub/transport.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/hub/url.hpp"

#include "secret.hpp"
#include "transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

namespace hubmine::hub {

namespace {

using Clock = std::chrono::steady_clock;

/// How often transfers are checked against their first-byte and stall timeouts.
constexpr std::chrono::milliseconds kSweepInterval{50};

/// curl wants its global state made once, before any thread uses it.
void initialise_curl() {
    static const CURLcode kResult = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kResult != CURLE_OK) {
        throw core::Error(fmt::format("cannot set up HTTP: {}", curl_easy_strerror(kResult)));
    }
}

Fault fault_of(CURLcode code) {
    switch (code) {
        case CURLE_OK:
            return Fault::kNone;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return Fault::kResolve;
        case CURLE_COULDNT_CONNECT:
            return Fault::kConnect;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_CERTPROBLEM:
            return Fault::kTls;
        case CURLE_OPERATION_TIMEDOUT:
            return Fault::kTimeout;
        case CURLE_PARTIAL_FILE:
            return Fault::kTruncated;
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return Fault::kUnsendable;
        case CURLE_BAD_CONTENT_ENCODING:
            return Fault::kUndecodable;
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
        case CURLE_WEIRD_SERVER_REPLY:
            return Fault::kReset;
        default:
            return Fault::kOther;
    }
}

}  // namespace

void Headers::add_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    const std::string_view value = core::trim(line.substr(colon + 1));
    Field& field = fields_[core::ascii_lower(core::trim(line.substr(0, colon)))];
    field.joined.append(field.lines.empty() ? "" : ", ").append(value);
    field.lines.emplace_back(value);
}

std::string_view Headers::find(std::string_view name) const {
    const auto field = fields_.find(core::ascii_lower(name));
    return field == fields_.end() ? std::string_view() : std::string_view(field->second.joined);
}

const std::vector<std::string>& Headers::lines(std::string_view name) const {
    static const std::vector<std::string> kNone;
    const auto field = fields_.find(core::ascii_lower(name));
    return field == fields_.end() ? kNone : field->second.lines;
}

std::string_view Headers::first(std::string_view name) const {
    const std::vector<std::string>& found = lines(name);
    return found.empty() ? std::string_view() : std::string_view(found.front());
}

void Headers::blank(std::string_view secret) {
    for (auto& [name, field] : fields_) {
        hub::blank(field.joined, secret);
        for (std::string& line : field.lines) {
            hub::blank(line, secret);
        }
    }
}

bool Headers::has(std::string_view name) const {
    return fields_.contains(core::ascii_lower(name));
}

std::string http_library() {
    return curl_version();
}

struct Transport::Impl {
    explicit Impl(const TransportOptions& wanted)
        : options(wanted), budget{.most = wanted.max_buffered_bytes}, multi(make_multi()) {
        set_multi(CURLMOPT_PIPELINING, long{CURLPIPE_MULTIPLEX});
        set_multi(CURLMOPT_MAX_HOST_CONNECTIONS, long{options.max_connections});
        set_multi(CURLMOPT_MAXCONNECTS, long{options.max_connections});
        set_multi(CURLMOPT_MAX_CONCURRENT_STREAMS, long{std::max(options.max_connections, 100)});
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;
    ~Impl() {
        for (const auto& [handle, transfer] : active) {
            curl_multi_remove_handle(multi.get(), handle);
        }
    }

    static MultiHandle make_multi() {
        initialise_curl();
        MultiHandle handle(curl_multi_init());
        if (!handle) {
            throw core::Error("cannot set up HTTP: out of memory");
        }
        return handle;
    }

    void set_multi(CURLMoption option, long value) const {
        // An option this libcurl does not know only costs speed.
        static_cast<void>(curl_multi_setopt(multi.get(), option, value));
    }

    static void check(CURLMcode code) {
        if (code != CURLM_OK) {
            throw core::Error(fmt::format("HTTP engine failed: {}", curl_multi_strerror(code)));
        }
    }

    void perform() const {
        int running = 0;
        check(curl_multi_perform(multi.get(), &running));
    }

    /// Takes the transfer out of the engine and turns it into a reply.
    Reply finish(CURL* handle, CURLcode code) {
        const auto found = active.find(handle);
        std::unique_ptr<Transfer> transfer = std::move(found->second);
        active.erase(found);
        check(curl_multi_remove_handle(multi.get(), handle));
        Reply reply = transfer->take_reply(code, fault_of(code));
        idle.push_back(std::move(transfer));
        return reply;
    }

    void collect(std::vector<Reply>& replies) {
        int left = 0;
        while (CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE) {
                replies.push_back(finish(message->easy_handle, message->data.result));
            }
        }
    }

    /// Ends the transfers whose first byte, or whose next piece, does not come.
    void sweep(std::vector<Reply>& replies) {
        const Clock::time_point now = Clock::now();
        if (now - last_sweep < kSweepInterval) {
            return;
        }
        last_sweep = now;
        std::vector<CURL*> late;
        for (const auto& [handle, transfer] : active) {
            if (transfer->is_late(now, options)) {
                late.push_back(handle);
            }
        }
        for (CURL* handle : late) {
            replies.push_back(finish(handle, CURLE_OPERATION_TIMEDOUT));
        }
    }

    TransportOptions options;
    Budget budget;      // before the transfers: they count on it
    MultiHandle multi;  // before the transfers: they leave it first
    std::unordered_map<CURL*, std::unique_ptr<Transfer>> active;
    std::vector<std::unique_ptr<Transfer>> idle;
    std::vector<Reply> refused;  ///< to requests that curl did not take
    Clock::time_point last_sweep{};
};

Transport::Transport(const TransportOptions& options) {
    std::error_code ignored;
    if (!options.ca_bundle.empty() && !std::filesystem::exists(options.ca_bundle, ignored)) {
        throw core::Error(fmt::format("cannot read the CA bundle {}", options.ca_bundle));
    }
    impl_ = std::make_unique<Impl>(options);
}

Transport::~Transport() = default;

void Transport::start(const Request& request) {
    std::unique_ptr<Transfer> transfer;
    if (impl_->idle.empty()) {
        transfer = std::make_unique<Transfer>(impl_->options, impl_->budget);
    } else {
        transfer = std::move(impl_->idle.back());
        impl_->idle.pop_back();
    }
    if (!transfer->prepare(request)) {
        Reply reply;
        reply.id = request.id;
        reply.fault = Fault::kUnsendable;
        reply.message = "the request cannot be sent: its address is too long";
        impl_->refused.push_back(std::move(reply));
        impl_->idle.push_back(std::move(transfer));
        return;
    }
    CURL* handle = transfer->handle();
    Impl::check(curl_multi_add_handle(impl_->multi.get(), handle));
    impl_->active.emplace(handle, std::move(transfer));
}

std::vector<Reply> Transport::poll(std::chrono::milliseconds timeout) {
    std::vector<Reply> replies = std::exchange(impl_->refused, {});
    impl_->perform();
    impl_->collect(replies);
    if (replies.empty() && timeout.count() > 0) {
        const auto wait = impl_->active.empty() ? timeout : std::min(timeout, kSweepInterval);
        Impl::check(curl_multi_poll(impl_->multi.get(), nullptr, 0, static_cast<int>(wait.count()),
                                    nullptr));
        impl_->perform();
        impl_->collect(replies);
    }
    impl_->sweep(replies);
    return replies;
}

std::size_t Transport::in_flight() const {
    return impl_->active.size();
}

std::size_t Transport::buffered_bytes() const {
    return impl_->budget.buffered;
}

void Transport::set_held_bytes(std::size_t bytes) {
    impl_->budget.held = bytes;
}

void Transport::wake() noexcept {
    curl_multi_wakeup(impl_->multi.get());
}

}  // namespace hubmine::hub
