#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

/// Work on several threads, the same result with any number of them.
namespace hubmine::core {

/// How many threads are meant: 0 = all there are.
[[nodiscard]] inline std::size_t thread_count(std::size_t wanted) {
    return wanted == 0 ? std::max(1U, std::thread::hardware_concurrency()) : wanted;
}

/// Hands out pieces of 0 .. count, `piece` long, to the workers, each on a thread of its own:
/// worker(begin, end) is called for any of them, in any order. The first exception is rethrown.
template <typename Worker>
void share_out(std::size_t count, std::size_t piece, std::vector<Worker>& workers) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failing;
    const auto run = [&](Worker& worker) {
        try {
            for (std::size_t begin = next.fetch_add(piece); begin < count;
                 begin = next.fetch_add(piece)) {
                worker(begin, std::min(begin + piece, count));
            }
        } catch (...) {
            const std::scoped_lock lock(failing);
            if (!failure) {
                failure = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < workers.size(); ++i) {
            others.emplace_back([&run, &worker = workers[i]] { run(worker); });
        }
        run(workers.front());
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

/// Calls `work(begin, end)` for pieces of 0 .. count, on `threads` threads (0 = all there are). The
/// pieces are handed out in any order: `work` must write only to what belongs to its piece. The
/// first exception is rethrown.
template <typename Work>
void for_pieces(std::size_t count, unsigned threads, const Work& work) {
    constexpr std::size_t kPiece = 1024;
    const std::size_t wanted = std::min(thread_count(threads), (count + kPiece - 1) / kPiece);
    std::vector<std::reference_wrapper<const Work>> workers(std::max<std::size_t>(1, wanted),
                                                            std::cref(work));
    share_out(count, kPiece, workers);
}

/// The same for work(i), each i below count a piece of its own: for few large pieces.
template <typename Work>
void for_each_index(std::size_t count, unsigned threads, const Work& work) {
    const auto piece = [&work](std::size_t begin, std::size_t /*end*/) { work(begin); };
    const std::size_t wanted = std::min(thread_count(threads), count);
    std::vector<std::reference_wrapper<const decltype(piece)>> workers(
        std::max<std::size_t>(1, wanted), std::cref(piece));
    share_out(count, 1, workers);
}

}  // namespace hubmine::core
