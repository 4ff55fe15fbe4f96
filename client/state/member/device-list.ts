import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Signing } from '#client/state/lifecycle/signing.ts';
import type { Enrolled, Enrolments } from '#client/state/member/enrolments.ts';
import type { DeviceView } from '#client/state/member/keyring.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import type { MemberId } from '#shared/id.ts';

/** A member's keys as their page lists them: read anew when the log has changed. */
export function createDeviceList(deps: {
	readonly book: LogBook;
	readonly names: Names;
	readonly enrolments: Enrolments;
	readonly signing: Pick<Signing, 'judge'>;
	me(): Me | null;
}): (member: MemberId) => readonly DeviceView[] {
	const { book, names, enrolments } = deps;
	let kept: { readonly version: number; readonly lists: Map<MemberId, readonly DeviceView[]> } = {
		version: -1,
		lists: new Map(),
	};

	return (member) => {
		const { version } = book.changes;
		if (kept.version !== version) kept = { version, lists: new Map() };
		const known = kept.lists.get(member);
		if (known !== undefined) return known;
		const here = new Set(book.state.membership.members.get(member)?.keys ?? []);
		const list = enrolments.ofMember(member).map((one) => viewOf(one, here.has(one.key)));
		const sorted = [...list.filter(({ isOut }) => !isOut), ...list.filter(({ isOut }) => isOut)];
		kept.lists.set(member, sorted);
		return sorted;
	};

	function viewOf(one: Enrolled, isHere: boolean): DeviceView {
		const { key, kind, publicKey, device } = one;
		const by = one.by === null ? null : (enrolments.of(one.by)?.member ?? null);
		return {
			...{ key, kind, device, addedAt: one.at, lastSigned: one.lastSigned },
			assurance: kind === 'passkey' ? 'presence' : 'device',
			get addedBy() {
				return by === null ? null : names.of(by);
			},
			isThis: deps.me()?.key === key,
			isOut: !isHere,
			origin: publicKey.kind === 'passkey' ? publicKey.origin : null,
			get whyNotRemove() {
				return deps.signing.judge({ type: 'removed', subject: key });
			},
		};
	}
}
