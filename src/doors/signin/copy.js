// Shows the button that prints.
const print = document.querySelector('button.print')
if (print !== null) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}

// Shows the button where copying works, and copies what stands in the list as lines of text.
const button = document.querySelector('button.copy')
const facts = document.querySelector('.facts')
if (button !== null && facts !== null && navigator.clipboard !== undefined) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const lines = [...facts.querySelectorAll('dt')].map(
      (name) => `${name.textContent}: ${name.nextElementSibling.textContent}`,
    )
    await navigator.clipboard.writeText([document.querySelector('h1').textContent, ...lines].join('\n'))
    const copied = document.querySelector('.copied')
    copied.textContent = copied.dataset.says
  })
}
