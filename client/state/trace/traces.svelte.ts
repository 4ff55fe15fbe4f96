import { Changes } from '#client/state/changes.svelte.ts';
import type { TabBus } from '#client/sync/tab-bus.ts';
import { ComponentId } from '#shared/id.ts';
import type { Traces as Told } from '#shared/protocol/traces.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { LooseFile, Trace } from '#shared/trace/tracing/trace.ts';

/** The Traces of the relay's checkout, as far as this tab has heard of them. */
export interface Traces {
	/** False until the relay told once: then there may be none. */
	readonly known: boolean;
	/** The Trace of a Design; the same object until something of it changes. Null where it has none. */
	of(design: ComponentId): Trace | null;
	/** Every Trace; the same array until one of them changes. */
	readonly all: readonly Trace[];
	/** Code and test files that no Design has, sorted by path. */
	readonly loose: readonly LooseFile[];
	/** What the trace rules say: of one Design, or of everything, which is the same array until it is another. */
	findings(design?: string): readonly Finding[];
}

/** Keeps what the relay tells of Traces, message by message. */
export class TraceBook implements Traces {
	#changes = new Changes();
	#traces = new Map<ComponentId, Trace>();
	#loose = new Map<string, LooseFile>();
	#known = false;
	/** Made anew when somebody asks after a change. */
	#lists: {
		readonly all: readonly Trace[];
		readonly loose: readonly LooseFile[];
		readonly findings: readonly Finding[];
	} | null = null;

	get known(): boolean {
		this.#changes.version;
		return this.#known;
	}

	get all(): readonly Trace[] {
		return this.#listed().all;
	}

	get loose(): readonly LooseFile[] {
		return this.#listed().loose;
	}

	of(design: ComponentId): Trace | null {
		this.#changes.version;
		return this.#traces.get(design) ?? null;
	}

	findings(design?: string): readonly Finding[] {
		if (design === undefined) return this.#listed().findings;
		const { data } = ComponentId.safeParse(design);
		return (data && this.#traces.get(data)?.findings) ?? [];
	}

	/** With a bus, the other tabs hear of it too. */
	take(told: Told, bus: Pick<TabBus, 'say'> | null = null): void {
		bus?.say({ type: 'traced', traces: told });
		if (told.whole) {
			this.#traces.clear();
			this.#loose.clear();
		}
		for (const id of told.gone) this.#traces.delete(id);
		for (const path of told.settled) this.#loose.delete(path);
		for (const trace of told.traces) this.#traces.set(trace.design, trace);
		for (const file of told.loose) this.#loose.set(file.path, file);
		this.#known = true;
		this.#lists = null;
		this.#changes.touch();
	}

	/** Hears of everything that is told. */
	listen(listener: () => void): void {
		this.#changes.listen(listener);
	}

	/** Tells all of it, as a tab that has just come needs it. */
	tell(bus: { say(message: { readonly type: 'traced'; readonly traces: Told }): void }): void {
		if (!this.#known) return;
		const [traces, loose] = [[...this.#traces.values()], [...this.#loose.values()]];
		const all = { whole: true, traces, gone: [], loose, settled: [] };
		bus.say({ type: 'traced', traces: { type: 'traces', ...all } });
	}

	#listed() {
		this.#changes.version;
		if (this.#lists === null) {
			const all = [...this.#traces.values()];
			const loose = [...this.#loose.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
			this.#lists = { all, loose, findings: [...all, ...loose].flatMap((one) => one.findings) };
		}
		return this.#lists;
	}
}
