/**
 * The gate before code: may this file be written, by the Design that it belongs to?
 *
 * A file belongs to the Component that names it, or else to the Design at the place that the
 * preset's path rule gives. What no rule takes for code, tests and what an owner's signed policy
 * ignores are nobody's to stop.
 */
import { type Judged, passesGate } from '#server/check/judged.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { CHECK_SAYS } from '#server/check/words.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import { matchesAnyGlob } from '#shared/trace/glob.ts';
import { isTestPath, tracePathsOf } from '#shared/trace/paths.ts';

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

	/** Null for what is no code of the 1:1:1 rule. */
	function ownersOf(
		path: string,
	): { readonly ids: readonly ComponentId[]; readonly place: string } | null {
		const { preset } = conventions;
		const named = texts.designsOf(path);
		const traced = preset === null ? null : tracePathsOf(preset, path);
		const folder = texts.config.paths.designs;
		const place = traced?.design.replace(/^docs\/(?:design|spec)\//, `${folder}/`) ?? '';
		if (named.length > 0) return { ids: named, place };
		if (preset === null || traced === null || isTestPath(preset, path)) return null;
		const there = texts.designAt(place);
		return { ids: there === null ? [] : [there], place };
	}
}
