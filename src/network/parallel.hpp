#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace hubmine::network {

/// Calls `work(begin, end)` for pieces of 0 .. count, on `threads` threads (0 = all there are). The
/// pieces are handed out in any order: `work` must write only to what belongs to its piece. The
/// first exception is rethrown.
template <typename Work>
void for_pieces(std::size_t count, unsigned threads, const Work& work) {
    constexpr std::size_t kPiece = 1024;
    if (threads == 0) {
        threads = std::max(1U, std::thread::hardware_concurrency());
    }
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failing;
    const auto run = [&] {
        try {
            for (std::size_t begin = next.fetch_add(kPiece); begin < count;
                 begin = next.fetch_add(kPiece)) {
                work(begin, std::min(begin + kPiece, count));
            }
        } catch (...) {
            const std::scoped_lock lock(failing);
            failure = std::current_exception();
        }
    };
    {
        const std::size_t wanted = std::min<std::size_t>(threads, (count + kPiece - 1) / kPiece);
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < wanted; ++i) {
            others.emplace_back(run);
        }
        run();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace hubmine::network
