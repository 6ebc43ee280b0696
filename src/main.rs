//! The program's entry point.

#![expect(unsafe_code, reason = "an allocator that tells when there is no memory left")]

use std::alloc::{GlobalAlloc, Layout};
use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Boards are made of very many small texts: the system's own allocator takes a third of the time for them.
#[global_allocator]
static ALLOCATOR: Told = Told(MiMalloc);

/// An allocator without memory ends the program with a sentence, where the standard library would abort.
struct Told(MiMalloc);

impl Told {
    fn told(memory: *mut u8) -> *mut u8 {
        if memory.is_null() {
            gongkailan::cli::out_of_memory();
        }
        memory
    }
}

// SAFETY: every call is handed to the allocator as it is, and so is what it returns.
unsafe impl GlobalAlloc for Told {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        Told::told(unsafe { self.0.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        Told::told(unsafe { self.0.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        Told::told(unsafe { self.0.realloc(memory, layout, size) })
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { self.0.dealloc(memory, layout) }
    }
}

fn main() -> ExitCode {
    gongkailan::cli::install_handlers();
    gongkailan::cli::run(std::env::args_os())
}
