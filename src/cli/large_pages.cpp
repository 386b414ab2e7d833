// The program's own way to memory: columns of millions of rows lie in pages of 2 MiB where the
// system has them, since the first touch of half a million small pages takes longer than most
// analyses. Linked into the program only, and not under sanitizers, which bring their own.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <new>
#include <sys/mman.h>

namespace {

constexpr std::size_t kLargePage = std::size_t{1} << 21;
/// From here on, what is rounded up to whole large pages does not matter.
constexpr std::size_t kLargeBlock = 2 * kLargePage;

/// They go back to the system when they are freed; left to itself, malloc would keep up to 32 MiB.
// NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread before main().
[[maybe_unused]] const int kIsReturned = mallopt(M_MMAP_THRESHOLD, int{kLargeBlock});

void* allocated(std::size_t size) noexcept {
    if (size < kLargeBlock || size > SIZE_MAX - kLargePage) {
        return std::malloc(size == 0 ? 1 : size);
    }
    const std::size_t whole = (size + kLargePage - 1) / kLargePage * kLargePage;
    void* const block = std::aligned_alloc(kLargePage, whole);
#ifdef MADV_HUGEPAGE
    if (block != nullptr) {
        madvise(block, whole, MADV_HUGEPAGE);  // advice: where it is refused, nothing is lost
    }
#endif
    return block;
}

}  // namespace

void* operator new(std::size_t size) {
    while (true) {
        if (void* const block = allocated(size)) {
            return block;
        }
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) {
            throw std::bad_alloc();
        }
        handler();
    }
}

void operator delete(void* block) noexcept {
    std::free(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
    std::free(block);
}
