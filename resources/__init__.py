"""What is shipped beside the code: demo store, fonts, icons, sounds, translations and templates."""
