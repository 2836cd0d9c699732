/** Owns loading a part of a page once somebody asks for it: its script, and the style sheet that belongs to it. */

/** Loads what the element names in `data-src` and `data-href`. Each page bundles its parts on its own. */
export async function loadPart<T>({ dataset }: HTMLElement): Promise<T> {
  const address = (name: string) => new URL(name, document.baseURI).href
  const [part] = await Promise.all([
    import(address(dataset.src!)) as Promise<T>,
    loadStyle(address(dataset.href!)),
  ])
  return part
}

function loadStyle(href: string): Promise<unknown> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  return new Promise((resolve, reject) => {
    link.onload = resolve
    link.onerror = () => {
      link.remove()
      reject(new Error(href))
    }
    document.head.append(link)
  })
}
