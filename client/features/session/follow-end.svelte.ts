import { tick } from 'svelte';

/** So near to the end one reads along. */
const NEAR_PX = 60;
const MOST_TRIES = 20;

/**
 * A list that grows below: it follows its end as long as one reads there, and stays where one reads
 * once somebody scrolls up. Its lines may come out higher than they were guessed.
 */
export class FollowEnd {
	#scroller: HTMLElement | null = null;
	#top = 0;
	#height = 0;
	/** On the way to the end, scrolling is nobody’s wish to stay. */
	#going = false;
	#follows = $state(true);

	get follows(): boolean {
		return this.#follows;
	}

	/** An attachment of what scrolls. */
	readonly attach = (scroller: HTMLElement) => {
		this.#scroller = scroller;
		const onscroll = () => this.#scrolled(scroller);
		const onwheel = ({ deltaY }: WheelEvent) => {
			if (deltaY < 0) this.stay();
		};
		const observer = new ResizeObserver(() => this.resized());
		observer.observe(scroller);
		scroller.addEventListener('scroll', onscroll);
		scroller.addEventListener('wheel', onwheel, { passive: true });
		return () => {
			this.#scroller = null;
			observer.disconnect();
			scroller.removeEventListener('scroll', onscroll);
			scroller.removeEventListener('wheel', onwheel);
		};
	};

	/**
	 * It is another height, or its lines are. They are told of by who draws them: an observer of what
	 * holds them would be told in the same moment as theirs, and the browser takes that for a loop.
	 */
	resized(): void {
		// Not while sizes are told: what it scrolls into sight has a size of its own.
		if (this.#follows && !this.#going) requestAnimationFrame(() => void this.toEnd());
	}

	/** Something came: one who reads along sees it. */
	grew(): void {
		if (this.#follows) void this.toEnd();
	}

	/** Lines are measured as they come into sight, and the end moves on with each. */
	async toEnd(): Promise<void> {
		this.#follows = true;
		await tick();
		this.#going = true;
		for (let tries = 0; tries < MOST_TRIES && this.#going && this.#scroller; tries++) {
			this.#scroller.scrollTop = this.#scroller.scrollHeight;
			await new Promise(requestAnimationFrame);
			if (this.#scroller === null) return;
			const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
			if (tries > 1 && scrollHeight - scrollTop - clientHeight < 2) break;
		}
		this.#going = false;
	}

	stay(): void {
		this.#going = false;
		this.#follows = false;
	}

	#scrolled({ scrollTop, scrollHeight, clientHeight }: HTMLElement): void {
		const before = this.#top;
		const moved = this.#going || scrollHeight !== this.#height;
		this.#top = scrollTop;
		this.#height = scrollHeight;
		if (scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#follows = true;
		// Lines that come out smaller than they were guessed move it up a little, too.
		else if (scrollTop < before - (moved ? clientHeight : 0)) this.stay();
	}
}
