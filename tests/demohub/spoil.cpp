#include "demohub/spoil.hpp"

#include "demohub/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

namespace hubmine::demohub {
namespace {

constexpr std::string_view kPage =
    "<!DOCTYPE html>\n<html><head><title>Hugging Face</title></head>"
    "<body><h1>Please come back later</h1></body></html>\n";

Reply html_reply(int status) {
    Reply reply;
    reply.status = status;
    reply.body = std::make_shared<const std::string>(kPage);
    reply.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    return reply;
}

Reply server_error(std::uint64_t dice) {
    constexpr std::array<int, 4> kStatuses{500, 502, 503, 504};
    const int status = kStatuses.at(dice % kStatuses.size());
    // The Hub speaks JSON, the network in front of it HTML.
    return status == 500 ? error_reply(500, "", "Internal Error - We're working hard to fix this.")
                         : html_reply(status);
}

Reply limited(Fault fault, std::uint64_t dice, std::chrono::seconds limited_for) {
    Reply reply = error_reply(429, "", "Too Many Requests");
    if (fault == Fault::kLimited) {
        // Set here, the honest header is not added.
        reply.headers.emplace_back("RateLimit",
                                   fmt::format(R"("api";r=0;t={})", limited_for.count()));
    } else if (dice % 2 == 0) {
        reply.headers.emplace_back("Retry-After", std::to_string(limited_for.count()));
    }
    return reply;
}

void drop_header(Reply& reply, std::string_view name) {
    reply.headers.erase(std::remove_if(reply.headers.begin(), reply.headers.end(),
                                       [&](const auto& header) { return header.first == name; }),
                        reply.headers.end());
}

void set_header(Reply& reply, std::string_view name, std::string value) {
    drop_header(reply, name);
    reply.headers.emplace_back(name, std::move(value));
}

}  // namespace

std::optional<Reply> replacement(Fault fault, std::uint64_t dice,
                                 std::chrono::seconds limited_for) {
    switch (fault) {
        case Fault::kServerError:
            return server_error(dice);
        case Fault::kHtml:
            return html_reply(200);
        case Fault::kLimited:
        case Fault::kBareLimited:
            return limited(fault, dice, limited_for);
        default:
            return std::nullopt;
    }
}

Reply lured(Reply reply, Fault fault, const Ask& ask, std::string_view evil_origin) {
    if (fault == Fault::kEvilRedirect) {
        return redirect_reply(std::string(evil_origin) + ask.target);
    }
    set_header(reply, "Link", fmt::format("<{}{}>; rel=\"next\"", evil_origin, ask.target));
    return reply;
}

void spoil_body(Reply& reply, Fault fault, std::uint64_t dice) {
    if (fault == Fault::kBareLimited) {
        drop_header(reply, "RateLimit");
        drop_header(reply, "RateLimit-Policy");
    } else if (fault == Fault::kNoLink) {
        drop_header(reply, "Link");
        drop_header(reply, "X-Total-Count");
    } else if (fault == Fault::kTruncate && dice % 2 == 0) {
        reply.headers.emplace_back("Transfer-Encoding", "chunked");
    } else if (fault == Fault::kMalformed) {
        // Half of a body, as far as the headers know a whole one; gzip then fails to unpack.
        const std::string& body = *reply.body;
        reply.body = std::make_shared<const std::string>(
            body.empty() ? std::string("{") : body.substr(0, body.size() / 2));
    }
}

std::optional<Cut> cut_of(Fault fault, std::uint64_t dice, std::size_t body_size,
                          std::chrono::milliseconds hang) {
    const std::size_t half = body_size / 2;
    switch (fault) {
        case Fault::kReset: {
            const std::array<std::optional<std::size_t>, 3> places{std::nullopt, 0, half};
            return Cut{Cut::How::kReset, places.at(scatter(dice) % places.size()), {}};
        }
        case Fault::kTruncate:
            return Cut{Cut::How::kClose, half, {}};
        case Fault::kStall:
            return Cut{Cut::How::kPause, half, hang};
        default:
            return std::nullopt;
    }
}

}  // namespace hubmine::demohub
