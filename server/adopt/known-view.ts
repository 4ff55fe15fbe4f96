/**
 * A view that tells which Findings were there before Lintel came: a check fails on none of those,
 * and nobody who looks at the app is to take them for new.
 */
import { createKnownNow } from '#server/adopt/known-now.ts';
import type { View } from '#server/view.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface KnownView extends View {
	/** The known ones of all the Findings there are, in their order. */
	known(findings: readonly Finding[]): ReadonlySet<Finding>;
}

export function createKnownView(
	deps: Omit<Parameters<typeof createKnownNow>[0], 'artefacts'>,
	view: View,
): KnownView {
	const now = createKnownNow({ ...deps, artefacts: view.artefacts });
	const listeners = new Set<(observed: Observed) => void>();
	const traceListeners = new Set<(traces: Traces) => void>();
	let leaveTraces: (() => void) | null = null;
	/** Whether somebody wants to know more than states: to hold all against the rules takes a while. */
	let isWanted = false;
	/** Null until somebody wanted to know. */
	let keys: readonly string[] | null = null;
	let told: { readonly of: Observed; readonly keys: unknown; readonly observed: Observed } | null =
		null;

	const leave = view.onObserved(() => {
		look();
		tell();
	});

	/** Whether what is known is another than it was. */
	function look(): boolean {
		const before = keys;
		keys = keysNow();
		return keys !== before;
	}

	/** The same list while it holds the same. */
	function keysNow(): readonly string[] | null {
		if (!now.isThere()) return sameOr(keys, []);
		if (!isWanted) return null;
		return sameOr(keys, [...now.among(view.findings()).values()]);
	}

	function observed(): Observed {
		const of = view.observed();
		if (keys === null) look();
		if (told?.of !== of || told.keys !== keys) {
			told = { of, keys, observed: keys === null ? of : { ...of, known: [...keys] } };
		}
		return told.observed;
	}

	function tell(): void {
		const seen = observed();
		for (const listener of listeners) listener(seen);
	}

	/** Before they hear of Findings, listeners know which of them are known. */
	function heard(traces: Traces): void {
		if (look()) tell();
		for (const listener of traceListeners) listener(traces);
	}

	return {
		...view,
		observed,
		onObserved(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		traces() {
			isWanted = true;
			const pages = view.traces();
			if (look()) tell();
			return pages;
		},
		onTraces(listener) {
			leaveTraces ??= view.onTraces(heard);
			traceListeners.add(listener);
			return () => traceListeners.delete(listener);
		},
		look() {
			view.look();
			if (look()) tell();
		},
		lookAt(paths) {
			view.lookAt(paths);
			if (look()) tell();
		},
		known: (findings) => new Set(now.among(findings).keys()),
		status() {
			const status = view.status();
			const known = now.among(view.findings()).size;
			return { ...status, findings: { ...status.findings, known } };
		},
		stop() {
			leave();
			leaveTraces?.();
			view.stop();
		},
	};
}

function sameOr(before: readonly string[] | null, now: readonly string[]): readonly string[] {
	const isSame = before?.length === now.length && now.every((key, n) => key === before[n]);
	return before !== null && isSame ? before : now;
}
