/**
 * Looks at many Designs in another thread, while its caller does something else. Whoever needs the
 * looks stops it, takes what is there, and looks at the rest.
 */
import type { CheckThreads } from '#server/check/threads/check-threads.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { DesignKeys } from '#shared/trace/keys.ts';
import type { KeptLooks, Looked } from '#shared/trace/look.ts';

export interface LooksAhead {
	/** `markdownOf` gives a Design's whole text, which ends in its body. */
	begin(
		designs: readonly Design[],
		conventions: Conventions,
		markdownOf: (design: Design) => string,
	): void;
	/** Once it is stopped, it has what was looked at under the very conventions it began with. */
	stop(): Promise<Pick<KeptLooks<Design, DesignKeys>, 'get'>>;
}

/** To start a thread takes as long as some hundreds. */
const FEW = 800;

export function createLooksAhead(threads: CheckThreads, few = FEW): LooksAhead {
	let running: Running | null = null;

	return {
		begin(all, conventions, markdownOf) {
			// A text that its front matter is cut from at the end only; any other is looked at here.
			const designs = all.filter((design) => markdownOf(design).endsWith(design.body));
			if (threads.most < 1 || designs.length < few) return;
			const stopped = new Int32Array(new SharedArrayBuffer(4));
			const jobs = designs.map((whole) => {
				const { body, ...design } = whole;
				return { design, markdown: markdownOf(whole), bodyLength: body.length };
			});
			// Another one than the first, where there is another.
			const looks = threads.ask(Math.min(1, threads.most - 1), 'looks', {
				...{ jobs, conventions, stopped },
			});
			running = { designs, conventions, stopped, looks };
		},

		async stop() {
			if (running === null) return { get: () => undefined };
			const { designs, conventions, stopped } = running;
			Atomics.store(stopped, 0, 1);
			const looks = (await running.looks) ?? [];
			running = null;
			const known = new Map(looks.map((look, n) => [designs[n], look]));
			return { get: (design, by) => (by === conventions ? known.get(design) : undefined) };
		},
	};
}

interface Running {
	readonly designs: readonly Design[];
	readonly conventions: Conventions;
	readonly stopped: Int32Array<SharedArrayBuffer>;
	readonly looks: Promise<readonly Looked<DesignKeys>[] | null>;
}
