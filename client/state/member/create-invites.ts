import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Signing } from '#client/state/lifecycle/signing.ts';
import type { Invites } from '#client/state/member/invites.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { lesserRole } from '#machines/membership/records.ts';
import { Role } from '#shared/artefact/role.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { MemberId, mintId, type Random } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { DeviceKeys } from '#shared/lifecycle/event.ts';
import { proofOf } from '#shared/lifecycle/invite.ts';
import { inviteFragment } from '#shared/lifecycle/invite-link.ts';
import { PendingJoin } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

/** How long a link lets somebody in. */
const LIFE_MS = 7 * 24 * 60 * 60_000;
const LOOK_EVERY_MS = 4_000;
const MOST = 50;

const Kept = z.object({
	invites: z.array(z.object({ secret: z.string(), role: Role, until: z.string() })),
	guests: z.array(z.object({ member: MemberId, role: Role, device: DeviceKeys })),
});
type Kept = z.infer<typeof Kept>;

const FACT = 'invites';

export interface InvitesDeps {
	readonly slug: string;
	readonly book: LogBook;
	readonly names: Names;
	readonly log: LogStore;
	readonly api: RelayApi;
	readonly signing: Signing;
	readonly random: Random;
	readonly now: () => Date;
	me(): Me | null;
}

export function createInvites(deps: InvitesDeps): Invites {
	const { slug, book, names, log, api, signing } = deps;
	const changes = new Changes();
	let kept: Kept = { invites: [], guests: [] };
	let looking: ReturnType<typeof setInterval> | null = null;

	void read().then(look, () => {});

	return {
		get open() {
			changes.version;
			return kept.invites.map(({ secret, role, until }) => ({ id: idOf(secret), role, until }));
		},
		get guests() {
			changes.version;
			const { members } = book.state.membership;
			return kept.guests
				.filter(({ member }) => members.has(member))
				.map((guest) => ({ ...guest, name: names.of(guest.member) }));
		},

		async create(role) {
			const { root } = book.state;
			if (root === null || deps.me()?.role !== 'owner') return err(ownersOnly);
			const secret = toBase64Url(deps.random(16));
			const until = new Date(deps.now().getTime() + LIFE_MS).toISOString();
			await change(({ invites, guests }) => ({
				invites: [...invites, { secret, role, until }].slice(-MOST),
				guests,
			}));
			look();
			return ok(`/w/${slug}${inviteFragment({ secret, root })}`);
		},

		async withdraw(id) {
			await change(({ invites, guests }) => ({
				invites: invites.filter(({ secret }) => idOf(secret) !== id),
				guests,
			}));
		},

		async confirm(member) {
			const guest = kept.guests.find((one) => one.member === member);
			const role = book.state.membership.roleOf(member);
			if (guest === undefined || role === null) return err(gone);
			// An owner may have given them less meanwhile; only what the link held back is given.
			if (role === held(guest.role) && role !== guest.role) {
				const signed = await signing.sign({ type: 'roleChanged', member, role: guest.role });
				if (!signed.ok) return signed;
			}
			await change(({ invites, guests }) => ({
				invites,
				guests: guests.filter((one) => one.member !== member),
			}));
			return ok(undefined);
		},
	};

	/** Asks who waits as long as a link is out. */
	function look(): void {
		looking ??= setInterval(() => void admit().catch(stop), LOOK_EVERY_MS);
	}

	function stop(): void {
		if (looking !== null) clearInterval(looking);
		looking = null;
	}

	async function admit(): Promise<void> {
		await read();
		if (kept.invites.length === 0) return stop();
		if (deps.me()?.role !== 'owner') return;
		const joins = await api.ask('joins', z.array(PendingJoin), { ticket: true });
		if (!joins.ok || !joins.value.some(({ proof }) => proof !== undefined)) return;
		// Two tabs must not let one guest in twice.
		await navigator.locks.request(`lintel/invites/${slug}`, async () => {
			await read();
			for (const join of joins.value) await admitOne(join);
		});
	}

	async function admitOne(join: PendingJoin): Promise<void> {
		const { root } = book.state;
		const { device, name, proof } = join;
		const now = deps.now().toISOString();
		const invite = kept.invites.find(
			({ secret, until }) =>
				root !== null && until > now && proofOf({ secret, root }, device, name) === proof,
		);
		if (invite === undefined) return;
		const member = mintId('mb', deps.random);
		const blob = signing.blobOf(name);
		const payload = { member, name: blobRefOf(blob), role: held(invite.role), device };
		const signed = await signing.sign({ type: 'memberAdded', ...payload }, { blobs: [blob] });
		if (!signed.ok) return;
		// Used up, whoever used it.
		await change(({ invites, guests }) => ({
			invites: invites.filter(({ secret }) => secret !== invite.secret),
			guests: [...guests, { member, role: invite.role, device }],
		}));
	}

	async function read(): Promise<void> {
		kept = (await log.readFact(FACT, Kept)) ?? kept;
		const now = deps.now().toISOString();
		kept = { ...kept, invites: kept.invites.filter(({ until }) => until > now) };
		changes.touch();
	}

	async function change(next: (kept: Kept) => Kept): Promise<void> {
		kept = next((await log.readFact(FACT, Kept)) ?? kept);
		await log.writeFact(FACT, kept);
		changes.touch();
	}
}

/** What a link gives by itself. */
function held(role: Role): Role {
	return lesserRole(role, 'author');
}

/** Names a link on a screen without giving it away. */
function idOf(secret: string): string {
	return secret.slice(0, 6);
}

const ownersOnly = refusal('owners-only', 'Only an owner invites.', 'Ask an owner to invite them.');

const gone = refusal('unknown-subject', 'They are not here any more.', 'Invite them again.');
