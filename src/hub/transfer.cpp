#include "transfer.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/hub/url.hpp"

#include "secret.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace hubmine::hub {

using Clock = std::chrono::steady_clock;

namespace {

/// The Hub's replies have some thirty lines, a few kilobytes. The limits of curl are wider, and not
/// the same in all its versions.
constexpr std::size_t kMostHeaderBytes = std::size_t{64} << 10U;
constexpr std::size_t kMostHeaderLines = 500;

}  // namespace

template <typename Value>
void Transfer::set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(handle_.get(), option, value);
    if (code != CURLE_OK) {
        throw core::Error(fmt::format("cannot set up HTTP: {}", curl_easy_strerror(code)));
    }
}

Transfer::Transfer(const TransportOptions& options, Budget& budget)
    : handle_(curl_easy_init()), most_bytes_(options.max_reply_bytes), budget_(budget) {
    if (!handle_) {
        throw core::Error("cannot set up HTTP: out of memory");
    }
    set(CURLOPT_ERRORBUFFER, error_.data());
    set(CURLOPT_NOSIGNAL, 1L);
    // Nobody waits at the end for a name server that does not answer.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.ca_bundle.empty()) {
        const bool is_folder = std::filesystem::is_directory(options.ca_bundle);
        set(is_folder ? CURLOPT_CAPATH : CURLOPT_CAINFO, options.ca_bundle.c_str());
        // Nothing else is trusted besides.
        set<const char*>(is_folder ? CURLOPT_CAINFO : CURLOPT_CAPATH, nullptr);
    }
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_2TLS});
    // Wait for the connection that may multiplex rather than open one more.
    set(CURLOPT_PIPEWAIT, 1L);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count()));
    set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set(CURLOPT_WRITEDATA, this);
}

bool Transfer::prepare(const Request& request) {
    reply_ = Reply{};
    reply_.id = request.id;
    max_bytes_ = request.max_bytes == 0 ? most_bytes_ : std::min(request.max_bytes, most_bytes_);
    error_.front() = '\0';
    too_large_ = false;
    header_too_large_ = false;
    header_bytes_ = 0;
    header_lines_ = 0;
    over_budget_ = false;
    got_header_ = false;
    parked_ = nullptr;
    begun_ = Clock::now();
    last_piece_ = begun_;
    // curl takes no address of more than 8 MB.
    const CURLcode taken = curl_easy_setopt(handle_.get(), CURLOPT_URL, request.url.c_str());
    if (taken == CURLE_OUT_OF_MEMORY) {
        throw core::Error(fmt::format("cannot set up HTTP: {}", curl_easy_strerror(taken)));
    }
    if (taken != CURLE_OK) {
        return false;
    }
    // A proxy named by the environment must not see what is meant for this machine.
    const std::optional<Origin> origin = origin_of(request.url);
    set<const char*>(CURLOPT_PROXY, origin && origin->is_loopback() ? "" : nullptr);
    extra_headers_.reset();
    secret_ = request.bearer_token;
    if (!request.bearer_token.empty()) {
        extra_headers_.reset(
            curl_slist_append(nullptr, ("Authorization: Bearer " + request.bearer_token).c_str()));
    }
    set(CURLOPT_HTTPHEADER, extra_headers_.get());
    return true;
}

bool Transfer::is_late(Clock::time_point now, const TransportOptions& options) const {
    return got_header_ ? now - last_piece_ > options.stall_timeout
                       : now - begun_ > options.first_byte_timeout;
}

Reply Transfer::take_reply(CURLcode code, Fault fault) {
    set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
    extra_headers_.reset();
    budget_.buffered -= reply_.body.size();
    if (parked_) {
        std::rethrow_exception(std::exchange(parked_, nullptr));
    }
    long status = 0;
    long version = 0;
    long header_bytes = 0;
    curl_off_t body_bytes = 0;
    long proxy_status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle_.get(), CURLINFO_HTTP_VERSION, &version);
    curl_easy_getinfo(handle_.get(), CURLINFO_HEADER_SIZE, &header_bytes);
    curl_easy_getinfo(handle_.get(), CURLINFO_SIZE_DOWNLOAD_T, &body_bytes);
    curl_easy_getinfo(handle_.get(), CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    const std::optional<long> refusal =
        fault != Fault::kNone && proxy_status >= 300 ? std::optional(proxy_status) : std::nullopt;
    reply_.status = static_cast<int>(status);
    reply_.http_version = version == CURL_HTTP_VERSION_2_0 ? 2 : 1;
    reply_.wire_bytes = header_bytes + body_bytes;
    reply_.message = message_of(code, fault, refusal);
    reply_.fault = fault_told(fault, refusal);
    if (reply_.fault != Fault::kNone) {
        reply_.body = std::string();
    }
    forget_secret();
    return std::exchange(reply_, Reply{});
}

Fault Transfer::fault_told(Fault fault, std::optional<long> refusal) const {
    long sent_bytes = 0;
    curl_off_t connected_after = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_REQUEST_SIZE, &sent_bytes);
    curl_easy_getinfo(handle_.get(), CURLINFO_CONNECT_TIME_T, &connected_after);
    const bool nobody_answers = fault == Fault::kTimeout && connected_after == 0;
    if (refusal || nobody_answers) {
        return Fault::kConnect;
    }
    if (too_large_ || header_too_large_) {
        return Fault::kTooLarge;
    }
    if (over_budget_) {
        return Fault::kNoRoom;
    }
    // curl has one error for what it cannot ask and for what it cannot read.
    return fault == Fault::kUnsendable && sent_bytes > 0 ? Fault::kNotHttp : fault;
}

std::string Transfer::message_of(CURLcode code, Fault fault, std::optional<long> refusal) const {
    if (header_too_large_) {
        return "the reply has too many, or too long, header lines";
    }
    if (too_large_) {
        return fmt::format("the reply is larger than {} bytes", max_bytes_);
    }
    if (over_budget_) {
        return fmt::format("the replies under way are larger than {} bytes together", budget_.most);
    }
    if (refusal) {
        return fmt::format("the proxy answers HTTP {}{}", *refusal,
                           *refusal == 407 ? ": it wants to know who asks" : "");
    }
    if (fault == Fault::kNone) {
        return reply_.message;
    }
    const std::string message = error_.front() != '\0' ? error_.data() : curl_easy_strerror(code);
    return fault_told(fault, refusal) == Fault::kNotHttp
               ? fmt::format("what answers speaks no HTTP ({})", message)
               : message;
}

/// A server may say what it was told, in a header or a text: it must not be told on, nor stored.
void Transfer::forget_secret() {
    // What is shorter is part of other words, and no secret.
    constexpr std::size_t kShortest = 8;
    if (secret_.size() >= kShortest) {
        blank(reply_.body, secret_);
        blank(reply_.message, secret_);
        reply_.headers.blank(secret_);
    }
    secret_.clear();
}

std::size_t Transfer::receive_header(std::string_view line) {
    got_header_ = true;
    last_piece_ = Clock::now();
    // Those of interim replies count as well: they could go on for ever.
    header_bytes_ += line.size();
    ++header_lines_;
    if (header_bytes_ > kMostHeaderBytes || header_lines_ > kMostHeaderLines) {
        header_too_large_ = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) {
        reply_.headers.clear();  // what came before was an interim reply
    } else {
        reply_.headers.add_line(line);
    }
    return line.size();
}

std::size_t Transfer::receive_body(std::string_view piece) {
    last_piece_ = Clock::now();
    if (piece.size() > max_bytes_ - reply_.body.size()) {
        too_large_ = true;
        return 0;
    }
    if (!budget_.has_room(piece.size())) {
        over_budget_ = true;
        return 0;
    }
    if (reply_.body.empty()) {
        curl_off_t announced = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
        constexpr curl_off_t kTrusted = 4 << 20;
        reply_.body.reserve(
            static_cast<std::size_t>(std::clamp<curl_off_t>(announced, 0, kTrusted)));
    }
    if (reply_.body.capacity() - reply_.body.size() < piece.size()) {
        // Twice as much, but never more than is allowed.
        reply_.body.reserve(std::min(
            max_bytes_, std::max(2 * reply_.body.capacity(), reply_.body.size() + piece.size())));
    }
    reply_.body += piece;
    budget_.buffered += piece.size();
    return piece.size();
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count,
                                void* self) noexcept {
    auto* const transfer = static_cast<Transfer*>(self);
    try {
        return transfer->receive_header({data, size * count});
    } catch (...) {
        transfer->parked_ = std::current_exception();
        return 0;
    }
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count,
                              void* self) noexcept {
    auto* const transfer = static_cast<Transfer*>(self);
    try {
        return transfer->receive_body({data, size * count});
    } catch (...) {
        transfer->parked_ = std::current_exception();
        return 0;
    }
}

}  // namespace hubmine::hub
