package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// serving is a server in a process of its own.
type serving struct {
	command *exec.Cmd
	address string
	// ready is the time from the start to the first answer that it is ready.
	ready time.Duration
}

// patience is how long a server may take to become ready, and to stop.
const patience = 60 * time.Second

// serve starts the server on a free port and waits until it is ready.
func (p program) serve(ctx context.Context, store string) (*serving, error) {
	command := exec.Command(p.binary, "serve", "--store", store, "--listen", "127.0.0.1:0")
	command.Env = append(command.Environ(), p.environment...)
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	if err := command.Start(); err != nil {
		return nil, err
	}
	s := &serving{command: command}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	// The pipe ends with the process, so that one that says nothing is not waited for.
	giveUp := context.AfterFunc(ctx, func() { _ = command.Process.Kill() })
	defer giveUp()
	if s.address, err = announced(output); err == nil {
		err = s.await(ctx)
	}
	s.ready = time.Since(start)
	if err != nil {
		return nil, errors.Join(err, s.stop())
	}
	return s, nil
}

// announced finds the address in what the server says first.
func announced(output io.Reader) (string, error) {
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("the server did not say where it is: %w", err)
	}
	for _, word := range strings.Fields(line) {
		if address, ok := strings.CutSuffix(strings.TrimRight(word, ",."), "/graphql"); ok {
			return address, nil
		}
	}
	return "", fmt.Errorf("there is no address in %q", line)
}

// await asks until the server says that it is ready.
func (s *serving) await(ctx context.Context) error {
	for {
		if err := s.isReady(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server did not become ready: %w", ctx.Err())
		case <-time.After(time.Millisecond):
		}
	}
}

// settled waits until the server has read the names as well, which it does behind its first answers.
func (s *serving) settled(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c := connect(s.address)
	defer c.close()
	for {
		answer, err := c.post(ctx, request{query: `{ search(text: "entente", first: 1) { reading { done } } }`})
		if err != nil {
			return err
		}
		if bytes.Contains(answer, []byte(`"reading":null`)) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the names were not read: %w; the last answer is %.200s", ctx.Err(), answer)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func (s *serving) isReady(ctx context.Context) error {
	question, err := http.NewRequestWithContext(ctx, http.MethodGet, s.address+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(question)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return errors.New(answer.Status)
	}
	return nil
}

// stop ends the server, kindly where the system can and it listens.
func (s *serving) stop() error {
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		_ = s.command.Process.Kill()
	}
	timer := time.AfterFunc(patience, func() { _ = s.command.Process.Kill() })
	defer timer.Stop()
	return s.command.Wait()
}

// memory reads from /proc what the process has resident now and had at most, in bytes; 0 where there is no /proc.
func (s *serving) memory() (now, most int) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.command.Process.Pid))
	if err != nil {
		return 0, 0
	}
	return kilobytesOf(string(status), "VmRSS:") << 10, kilobytesOf(string(status), "VmHWM:") << 10
}

// kilobytesOf finds a line such as "VmRSS:   51200 kB".
func kilobytesOf(status, name string) int {
	for line := range strings.Lines(status) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			count, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
			return count
		}
	}
	return 0
}
