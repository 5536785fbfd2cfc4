"""``python weights.py FILE``: writes a language model of random weights, for llama.cpp.

It knows every byte and nothing else, and says what its dice say. One thing is not left to them: it likes what ends a
value, so that its answers come to an end. Run where the packages gguf and numpy are installed.
"""

import sys
from pathlib import Path

import numpy as np  # type: ignore[import-not-found]
from gguf import GGUFWriter, TokenType  # type: ignore[import-not-found]

WIDTH, HEADS, INNER, CONTEXT = 64, 4, 128, 65_536
SPECIAL = ["<unk>", "<s>", "</s>"]
TOKENS = [*SPECIAL, *[f"<0x{byte:02X}>" for byte in range(256)]]
KINDS = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL, *[TokenType.BYTE] * 256]
LIKED = {'"': 0.5, "}": 0.2, "]": 0.35, "{": 0.35, ",": 0.1, "\n": -2.0, " ": -1.0}
LAYER = {
    "attn_q": (WIDTH, WIDTH),
    "attn_k": (WIDTH, WIDTH),
    "attn_v": (WIDTH, WIDTH),
    "attn_output": (WIDTH, WIDTH),
    "ffn_gate": (INNER, WIDTH),
    "ffn_up": (INNER, WIDTH),
    "ffn_down": (WIDTH, INNER),
}


def write(path: Path) -> None:
    dice = np.random.default_rng(7)
    writer = GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(TOKENS)
    writer.add_token_scores([0.0] * len(TOKENS))
    writer.add_token_types(KINDS)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_space_prefix(False)  # noqa: FBT003 - gguf's own signature
    writer.add_chat_template("{% for message in messages %}{{ message.content }}\n{% endfor %}")
    meaning = dice.normal(0, 0.3, (len(TOKENS), WIDTH)).astype(np.float32)
    meaning[:, 0] = 4.0  # the same of every token, so that what is to be liked can be said along it
    saying = dice.normal(0, 0.3, (len(TOKENS), WIDTH)).astype(np.float32)
    saying[:, 0] = 0.0
    saying[len(SPECIAL) + 128 :, 0] = -4.0  # bytes that are no character by themselves
    for letter, liking in LIKED.items():
        saying[len(SPECIAL) + ord(letter), 0] = liking
    writer.add_tensor("token_embd.weight", meaning)
    writer.add_tensor("output.weight", saying)
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for norm in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"blk.0.{norm}.weight", np.ones(WIDTH, np.float32))
    for name, shape in LAYER.items():
        writer.add_tensor(f"blk.0.{name}.weight", dice.normal(0, 0.05, shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
