/** A map that forgets its oldest key when it is full, so that whoever sends many different keys costs no memory. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #atMost: number;

  constructor(atMost: number) {
    super();
    this.#atMost = atMost;
  }

  override set(key: K, value: V): this {
    if (!this.has(key) && this.size >= this.#atMost) {
      const oldest = this.keys().next();
      if (!oldest.done) this.delete(oldest.value);
    }
    return super.set(key, value);
  }
}
