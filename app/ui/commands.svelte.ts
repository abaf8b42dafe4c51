import { untrack } from 'svelte';

/** Something the command palette offers. */
export interface Command {
  readonly id: string;
  /** Read at each showing, so that it follows the language. */
  readonly label: () => string;
  readonly run: () => void;
  /** Other words by which people may look for it. */
  readonly words?: () => string;
  /** Heading of its group. */
  readonly group?: () => string;
  /** Id of the shortcut that does the same. */
  readonly shortcut?: string;
}

class Commands {
  all = $state.raw<readonly Command[]>([]);

  /** May be called in an effect: it adds no dependency. */
  register(command: Command): () => void {
    untrack(() => (this.all = [...this.all.filter(({ id }) => id !== command.id), command]));
    return () => untrack(() => (this.all = this.all.filter((other) => other !== command)));
  }
}

export const commands = new Commands();

/** Offers an action in the command palette while a component lives. Returns the function that takes it away. */
export function registerCommand(command: Command): () => void {
  return commands.register(command);
}
