import module from 'node:module';
import { dirname } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread that runs the file at `place`, a URL without its ending. */
export function workerAt(place: URL, options: WorkerOptions = {}): Worker {
	// Node strips types from the sources; the packed Lintel has the same files as JavaScript.
	const kind = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
	return new Worker(new URL(`${place.href}.${kind}`), { ...options, env: keepingCompiled() });
}

/** A thread keeps what it compiled where the process does, but only if its environment says so. */
function keepingCompiled(): NodeJS.ProcessEnv {
	const kept = module.getCompileCacheDir?.();
	if (kept === undefined) return process.env;
	return { ...process.env, NODE_COMPILE_CACHE: dirname(kept) };
}
