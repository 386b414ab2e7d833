#pragma once

#include "hubmine/hub/transport.hpp"

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>

namespace hubmine::hub {

struct CurlEasyDeleter {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct CurlMultiDeleter {
    void operator()(CURLM* handle) const noexcept { curl_multi_cleanup(handle); }
};
struct CurlListDeleter {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, CurlEasyDeleter>;
using MultiHandle = std::unique_ptr<CURLM, CurlMultiDeleter>;
using HeaderList = std::unique_ptr<curl_slist, CurlListDeleter>;

/// How much may be in memory together.
struct Budget {
    std::size_t most = 0;
    std::size_t buffered = 0;  ///< of bodies that are coming in
    std::size_t held = 0;      ///< of replies that somebody still has
    [[nodiscard]] bool has_room(std::size_t bytes) const {
        return bytes <= most && buffered + held <= most - bytes;
    }
};

/// One easy handle and what it receives; used for one request after another. Its address is known
/// to curl: it stays where it was made.
class Transfer {
  public:
    Transfer(const TransportOptions& options, Budget& budget);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    Transfer(Transfer&&) = delete;
    Transfer& operator=(Transfer&&) = delete;
    ~Transfer() = default;

    [[nodiscard]] CURL* handle() const { return handle_.get(); }
    /// False when curl refuses the request: it cannot be sent.
    [[nodiscard]] bool prepare(const Request& request);
    [[nodiscard]] bool is_late(std::chrono::steady_clock::time_point now,
                               const TransportOptions& options) const;
    /// Rethrows what a callback threw.
    [[nodiscard]] Reply take_reply(CURLcode code, Fault fault);

  private:
    template <typename Value>
    void set(CURLoption option, Value value);
    /// `refusal`: the status by which a proxy refuses to connect.
    [[nodiscard]] Fault fault_told(Fault fault, std::optional<long> refusal) const;
    [[nodiscard]] std::string message_of(CURLcode code, Fault fault,
                                         std::optional<long> refusal) const;
    void forget_secret();
    std::size_t receive_header(std::string_view line);
    std::size_t receive_body(std::string_view piece);
    static std::size_t on_header(char* data, std::size_t size, std::size_t count,
                                 void* self) noexcept;
    static std::size_t on_body(char* data, std::size_t size, std::size_t count,
                               void* self) noexcept;

    EasyHandle handle_;
    std::size_t most_bytes_;     ///< of any reply
    std::size_t max_bytes_ = 0;  ///< of this one
    HeaderList extra_headers_;
    std::string secret_;  ///< the token that is sent: no text of the reply keeps it
    std::array<char, CURL_ERROR_SIZE> error_{};
    Reply reply_;
    Budget& budget_;
    bool too_large_ = false;
    bool over_budget_ = false;
    bool header_too_large_ = false;
    std::size_t header_bytes_ = 0;
    std::size_t header_lines_ = 0;
    bool got_header_ = false;
    std::chrono::steady_clock::time_point begun_;
    std::chrono::steady_clock::time_point last_piece_;
    std::exception_ptr parked_;
};

}  // namespace hubmine::hub
