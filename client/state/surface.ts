/** What screens read from a Workspace, in the shapes they read it. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Role } from '#shared/artefact/role.ts';
import type { AgentId, ArtefactId, ComponentId, ContextId, MemberId, RelayId } from '#shared/id.ts';
import type { EventId, LifecycleEvent, Revision } from '#shared/lifecycle/event.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';

/**
 * `opening`: reading what this device has. `unfounded`: the relay serves a repository without a
 * founder. `stranger`: this browser has no key in the workspace. `wrongRoot`: the relay serves
 * another workspace than the one this browser remembers under this address.
 */
export type WorkspacePhase = 'opening' | 'unfounded' | 'stranger' | 'wrongRoot' | 'ready';

export interface Me {
	readonly member: MemberId;
	readonly name: string;
	readonly role: Role;
	readonly key: KeyId;
}

/** What stands beside the founder's device key: a passkey, or a recovery code shown once. */
export type SecondKey = 'passkey' | 'recovery';

/** A Design as lists show it: known from its Component, whether or not its text is here yet. */
export interface DesignEntry {
	readonly id: ComponentId;
	readonly component: string;
	readonly type: string;
	readonly code: string;
	readonly context: ContextId | null;
	readonly hasText: boolean;
}

/** `refused`: the relay was reached and will not have this device; `words` say why. */
export interface ConnectionWords {
	readonly state: 'live' | 'connecting' | 'offline' | 'refused';
	readonly words: string;
}

/** How far one's own newest change has come. `pending` counts what the relay has not yet. */
export interface SavedWords {
	readonly state: 'page' | 'device' | 'sent' | 'relay';
	readonly pending: number;
	readonly words: string;
}

/** Someone who is here now, never oneself. `where` is an artefact's id, `<id>/<field>` or a page's name. */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly kind: 'person' | 'agent';
	/** A CSS colour of the presence palette. */
	readonly color: string;
	readonly where: string | null;
	readonly doing: string | null;
}

/** One decision about an artefact, newest first in lists. */
export interface HistoryEntry {
	readonly event: EventId;
	readonly type: LifecycleEvent['type'];
	readonly at: string;
	/** A display name. */
	readonly by: string;
	readonly words: string;
	/** The text that it speaks of, where it names one. */
	readonly revision: Revision | null;
	readonly assurance: Assurance;
	/** The relay has not taken it yet. */
	readonly provisional: boolean;
	readonly notCounted: Refusal | null;
	readonly reason: string | null;
}

/** A decision of this device that does not count, and why. */
export interface NotCounted {
	readonly event: EventId;
	readonly artefact: ArtefactId | null;
	readonly refusal: Refusal;
	readonly words: string;
}

export interface MemberView {
	readonly id: MemberId;
	readonly name: string;
	readonly role: Role;
	readonly keys: readonly KeyId[];
	readonly isMe: boolean;
	/** Whether this member may remove or change that one: they stand above in the tree of authority. */
	readonly mayChange: boolean;
	/** Holds the root of the tree of authority. */
	readonly isFounder: boolean;
	/** Who let them in; null for whoever founded the workspace. */
	readonly addedBy: string | null;
}

export interface AgentView {
	readonly id: AgentId;
	readonly name: string;
	/** Whether its submissions count. */
	readonly admitted: boolean;
}

export interface RelayView {
	readonly id: RelayId;
	readonly name: string;
	/** A build machine: it attests to test runs, and does nothing else. */
	readonly ci: boolean;
}

/** A device that asks to join; `code` is what its screen shows. */
export interface JoinView {
	readonly code: string;
	readonly name: string;
	/** A passkey of somebody who is here already, and no device. */
	readonly isPasskey: boolean;
	readonly at: string;
}

/**
 * The live text of one Design. `generation` changes when the document was founded anew: bind the
 * editor inside `{#key design.generation}`, and read `text` again there.
 */
export interface OpenDesign {
	readonly generation: number;
	readonly text: Y.Text;
	readonly awareness: Awareness;
	readonly undo: Y.UndoManager;
	close(): void;
}

/** `title`, `narrative`, `notes`, `criteria/<ac id>`; for a Context `name`, `entity`, `responsibilities`, `notes`. */
export type FieldName = string;
