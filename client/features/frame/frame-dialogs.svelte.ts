import type { Action } from '#machines/lifecycle/actions.ts';
import type { ArtefactId } from '#shared/id.ts';

const palette = () => import('#client/features/frame/CommandPalette.svelte');
const start = () => import('#client/features/session/StartSession.svelte');
const decide = () => import('#client/features/inspector/Deciding.svelte');
const keys = () => import('#client/features/frame/ShortcutList.svelte');

/**
 * The palette, the list of shortcuts and what the palette opens: which of them is there, and what is
 * typed while they are on their way. They come after the page has shown what one came for.
 */
export class FrameDialogs {
	searching = $state(false);
	/** What is typed before the palette's field is there to take it. */
	ahead = $state('');
	listing = $state(false);
	/** What a Session is to be started about; undefined while none is. */
	starting = $state<ArtefactId | null>();
	/** What is to be decided about which artefact; another one each time that it is asked for. */
	deciding = $state.raw<{ readonly id: ArtefactId; readonly action: Action } | null>(null);
	readonly palette = palette;
	readonly start = start;
	readonly decide = decide;
	readonly keys = keys;

	/** While one of these is on its way, keys are not for the page: they are again if it never comes. */
	readonly search = (): void => {
		this.searching = true;
		palette().catch(() => (this.searching = false));
	};

	readonly list = (): void => {
		this.listing = true;
		keys().catch(() => (this.listing = false));
	};

	/** Takes a key that is meant for one of them; false leaves it to the page. */
	take(event: KeyboardEvent): boolean {
		if (this.searching) this.ahead += typedAhead(event);
		return this.searching || this.listing;
	}
}

function typedAhead(event: KeyboardEvent): string {
	const { key, ctrlKey, metaKey, altKey, target } = event;
	if (key.length !== 1 || ctrlKey || metaKey || altKey) return '';
	if (target instanceof Element && target.closest('input, [role="dialog"]')) return '';
	event.preventDefault();
	return key;
}
