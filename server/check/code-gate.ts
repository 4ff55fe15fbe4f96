/**
 * The gate before code: may this file be written, by the Design that it belongs to?
 *
 * A file belongs to the Component that names it, or else to the Design at the place that the
 * preset's path rule gives. What has neither is nobody's to stop where no Design is asked for: what
 * no rule takes for code, what the preset calls too small, tests, and what an owner's signed policy
 * ignores. That a file calls itself generated opens nothing: whoever writes the file writes that.
 */
import { type Judged, passesGate } from '#server/check/judged.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { CHECK_SAYS } from '#server/check/words.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import { matchesAnyGlob } from '#shared/trace/glob.ts';
import { pathKindBy } from '#shared/trace/tracing/path-kind.ts';
import { designPlaceOf } from '#shared/trace/tracing/places.ts';

export type CodeRuling =
	| { readonly path: string; readonly kind: 'free' }
	| { readonly path: string; readonly kind: 'passes' }
	| Stopped;

export interface Stopped {
	readonly path: string;
	/** `advised` where the gate is advisory: to be told, and not to be stopped. */
	readonly kind: 'refused' | 'advised';
	readonly design: ComponentId | null;
	readonly reason: string;
	readonly fix: string;
}

/** `path` is relative to the repository, with slashes. */
export type CodeGate = (path: string) => CodeRuling;

export function createCodeGate(deps: {
	readonly texts: RepositoryTexts;
	readonly judged: readonly Judged[];
	readonly policy: Policy;
	readonly conventions: Conventions;
}): CodeGate {
	const { texts, policy, conventions } = deps;
	const gate = policy.gates.design;
	const kindOf =
		conventions.preset === null ? () => null : pathKindBy(conventions.preset, policy.ignore);
	const byId = new Map<string, Judged>(deps.judged.map((one) => [one.id, one]));

	return (path) => {
		if (gate === 'off' || matchesAnyGlob(policy.ignore, path)) return { path, kind: 'free' };
		const owners = ownersOf(path);
		if (owners === null) return { path, kind: 'free' };
		const kind = gate === 'required' ? 'refused' : 'advised';
		const [first] = owners.ids;
		if (first === undefined) {
			return { path, kind, design: null, ...CHECK_SAYS.noDesign(path, owners.place) };
		}
		const held = owners.ids.map((id) => ({ id, one: byId.get(id) ?? null }));
		const stopped = held.find(({ one }) => one === null || !passesGate(one));
		if (stopped === undefined) return { path, kind: 'passes' };
		const says = CHECK_SAYS.notApproved(
			path,
			texts.designPath(stopped.id),
			stopped.one?.state ?? 'never-approved',
		);
		return { path, kind, design: stopped.id, ...says };
	};

	/** Null for what needs no Design and has none. */
	function ownersOf(
		path: string,
	): { readonly ids: readonly ComponentId[]; readonly place: string } | null {
		const { preset } = conventions;
		const place = (preset && designPlaceOf(preset, path, texts.config.paths.designs)) ?? '';
		const named = texts.designsOf(path);
		if (named.length > 0) return { ids: named, place };
		if (kindOf(path) === 'test') return null;
		const there = place === '' ? null : texts.designAt(place);
		if (there !== null) return { ids: [there], place };
		return kindOf(path) === 'code' ? { ids: [], place } : null;
	}
}
