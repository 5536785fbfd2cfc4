"""Words that are names, too: "Will", "May", "Rose", "Klein". Such a one is a name only where it is used as one."""

from functools import cache

from notesllm.lexicon import LANGUAGES, lexicon, small_words

# Given and family names that are words of one of the seven languages; months and small words come from the lexicon
NAMES = frozenset(
    (
        # en
        "abbey ace amber angel apple archer art ash autumn bailey baker banks barber bay bell berry bill bishop black bliss"
        " bloom blue bond booker bolt booth brand brook brooks brown buck bush butler case cash chance chase christian"
        " church clay close coach cole cook cooper cross crystal dale dash daisy dawn day dean dell dollar drew duke early"
        " earl east england english ever faith fields fisher flint ford forest fox frank franklin free french frost gale"
        " gay gene german glass gold good grace grant gray green grey ground hall hand harmony harper hart hill holiday holly"
        " home honey hood hope house hunt hunter iris iron ivy jack jade jasmine jewel job joy june just kay key kind king"
        " knight lake lance lane law lee leaf link little long lord love low luck major mark marks martin mason may melody"
        " mercy miles mill miller misty money moon moore most nick noble north oak olive page paige park parker parks past"
        " patience pat paul pearl penny piper pike pitt poe pope porter post potter power powers price prince pound public"
        " queen quick rain ramp ray read reed rice rich river rivers rob robin rock rocky roman root rose ross rowe ruby rush"
        " rusty sage sandy savage sharp shepherd short sierra silver singer sky skip sky small smart snow solo sparks speed"
        " spring star steel stone storm story street strong summer sue sunny swan swift taylor terry thorn tiger towns trace"
        " tucker turner van violet viola wade walker wall ward waters weaver web weeks welcome wells west wheeler white wild"
        " will wills willow winter winters wise wolf wood woods worth wren york young"
        # de
        " bach bauer baum beck berg blum braun bruch busch engel ernst fest frei friede fuchs gross groß gut hahn hase held"
        " herr herz hoch horn jung jäger kaiser kaufmann keller klein kluge koch könig kraft krause kranz kurz lang lange"
        " licht lieb linde mann meister neu neumann ritter rot sand schäfer schön schreiber schuh schwarz sommer stark stein"
        " stern tag vogel voll weber weiß weiss winkel wirt wolf zimmer"
        # fr, es, it, nl, pt
        " aimée boulanger blanc bon bonne claire clé désirée fleur fontaine franc garde gentil grand jolie jour juste leroy"
        " marchand marin marine martin mer michel moulin noir petit pierre roi rousse roy vert vidal ville alba alegría"
        " amparo ángeles blanca bravo caballero calle campo campos castillo clara consuelo cruz delgado dolores esperanza"
        " flores fuente fuentes gallo gloria guerra iglesia luna luz mar marco mendez mercedes montes moreno nieves paz pilar"
        " prado rey rico rios rosa rubio sol soledad sierra vega verde virtudes allegra bello bianca bianchi costa fiore"
        " franco gallo gentile grande greco leone mare marina perla rossi russo serena sole stella testa valle villa viola"
        " vita bakker bos boer de jong groot haan hoek jong kok koning kuiper meer prins roos smit visser vries wit zomer"
        " alves amado bela branco brito campos carneiro coelho costa cunha dias fé lima lobo machado maia mar pinto porto"
        " reis ribeiro rocha sá salvador santos serra silva sousa torres vale vitória"
    ).split()
)


@cache
def common_words() -> frozenset[str]:
    """All of them, in small letters."""
    words = set(NAMES)
    for language in LANGUAGES:
        known = lexicon(language)
        words |= small_words(language) | set(known.words["verb_names"])
        words.update(word for table in (known.months, known.weekdays) for word in table)
    return frozenset(words)


@cache
def no_names() -> frozenset[str]:
    """Words that stand where names do but name a group, a role or nothing."""
    lists = ("teams", "roles", "action_group_words", "action_titles", "honorifics", "not_names")
    words = {word for language in LANGUAGES for name in lists for word in lexicon(language).words[name]}
    return frozenset(part for word in words for part in word.split()) | PARTICLES


PARTICLES = frozenset(
    "jr sr ii iii iv phd md mba esq von van der den de la le du del della da do dos das di el al bin ibn zu zur y e und and"
    " und et the of for ten ter".split()  # noqa: SIM905
)
