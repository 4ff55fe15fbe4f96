import { Role } from '#shared/artefact/role.ts';

/** What a role may do, in a few words. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly words: string; readonly may: string }>> =
	{
		owner: { words: 'Owner', may: 'decides, and lets others in' },
		reviewer: { words: 'Reviewer', may: 'writes and approves' },
		author: { words: 'Author', may: 'writes and submits' },
		viewer: { words: 'Viewer', may: 'reads' },
	};

export const ROLES: readonly Role[] = Role.options;
